import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../admin/definition_refusal';
import { Reasons } from './check_matches';
import styles from './companies.module.css';
import { nameParts, tryNames } from './matching_api';
import type { MatchingDocument, NameParts, Trial } from './matching_api';

interface TryNamesProps {
  /** Not published; nothing: what holds is tried. */
  draft: MatchingDocument | undefined;
  version: number;
}

interface Draft {
  name?: string;
  other?: string;
}

/** A name is read into its parts, two are held against each other, with the reasons. */
export function TryNames({ draft, version }: TryNamesProps) {
  const { t } = useTranslation('companies');
  const trial = useMutation({
    mutationFn: ({ name = '', other = '' }: Draft) => tryNames(name.trim(), other.trim(), draft),
  });
  return (
    <div>
      <h3>{t('try.title')}</h3>
      <p className={styles.hint}>{t(draft ? 'try.by_draft' : 'try.by_published')}</p>
      <Form<Draft> layout="vertical" onFinish={(names) => trial.mutate(names)}>
        <div className={styles.fields}>
          <Form.Item
            name="name"
            label={t('field.name')}
            rules={[{ required: true, whitespace: true, message: t('try.name_needed') }]}
          >
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="other" label={t('try.other')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={trial.isPending}>
          {t('try.do')}
        </Button>
      </Form>
      <div aria-live="polite">
        <Refusal error={trial.error} next={version + 1} />
        {trial.data && <Shown trial={trial.data} />}
      </div>
    </div>
  );
}

const tones = { same: 'error', probable: 'warning', different: 'success' } as const;

function Shown({ trial: { company, other, verdict } }: { trial: Trial }) {
  const { t } = useTranslation('companies');
  return (
    <div className={styles.buttons} style={{ display: 'block' }}>
      <div className={styles.fields} style={{ rowGap: 12 }}>
        {company && <Parts parts={company} title={t('try.first')} />}
        {other && <Parts parts={other} title={t('try.second')} />}
      </div>
      {verdict && (
        <>
          <Alert
            type={tones[verdict.outcome]}
            showIcon
            style={{ marginBlock: 12 }}
            title={`${t(`try.${verdict.outcome}`)} · ${t('check.score', { score: verdict.score })}`}
          />
          <Reasons reasons={verdict.reasons} />
        </>
      )}
    </div>
  );
}

function Parts({ parts, title }: { parts: NameParts; title: string }) {
  const { t } = useTranslation('companies');
  return (
    <dl className={styles.facts} aria-label={title}>
      {nameParts
        .filter((part) => part !== 'branch' || parts.branch !== '')
        .map((part) => (
          <div key={part} style={{ display: 'contents' }}>
            <dt>{t(`part.${part}`)}</dt>
            <dd>{parts[part] || t('pair.empty')}</dd>
          </div>
        ))}
    </dl>
  );
}
