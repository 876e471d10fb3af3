import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveJson } from '../admin/definition_files';
import { Refusal } from '../admin/definition_refusal';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { Choices } from './choices';
import styles from './companies.module.css';
import { DocumentButton } from './document_button';
import { DuplicateCases } from './duplicate_cases';
import { Members } from './members';
import { loadRules, publishRules, tryRules } from './rules_api';
import { TrialSaid } from './rules_trial';

interface LibraryRulesProps {
  library: string;
  label: string;
  version: number;
}

/** The rules of one library: taken out as a file, changed, and published as the next version. */
export function LibraryRules({ library, label, version }: LibraryRulesProps) {
  const { t } = useTranslation('companies');
  const download = useMutation({
    mutationFn: async () =>
      saveJson(`${library}-${version}.json`, (await loadRules(library)).document),
  });
  const rules = useQuery({
    queryKey: ['admin', 'libraries', library, version],
    queryFn: ({ signal }) => loadRules(library, signal),
  });
  return (
    <Panel
      title={label}
      extra={
        <span className="soft">
          <code>{library}</code> · {t('rules.version', { version })}
        </span>
      }
    >
      <div className={styles.stack}>
        <Publish expected={library} next={version + 1} label={t('rules.choose')}>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('rules.download')}
          </Button>
        </Publish>
        <ProblemNote error={download.error ?? rules.error} />
        {rules.data && <DuplicateCases cases={rules.data.duplicates} />}
        <Choices library={library} />
        <Members library={library} label={label} />
      </div>
    </Panel>
  );
}

/** A library of one's own is made by its rules. */
export function NewLibrary({ known }: { known: readonly string[] }) {
  const { t } = useTranslation('companies');
  return (
    <Panel title={t('rules.new')}>
      <Publish known={known} next={1} label={t('rules.new')} />
    </Panel>
  );
}

interface PublishProps {
  /** The library the document has to be of; left out: any that is not known yet. */
  expected?: string;
  known?: readonly string[];
  next: number;
  label: string;
  children?: React.ReactNode;
}

function Publish({ expected, known = [], next, label, children }: PublishProps) {
  const { t } = useTranslation('companies');
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [wrong, setWrong] = useState<string | null>(null);
  const publish = useMutation({
    mutationFn: (document: Record<string, unknown>) =>
      publishRules(String(document.library), document),
    onSuccess: async ({ version }) => {
      void message.success(t('rules.published', { version }));
      await client.invalidateQueries();
    },
  });
  // What it would do is said before it is asked whether to publish it; of a new library there is nothing to say.
  const attempt = useMutation({
    mutationFn: async (document: Record<string, unknown>) =>
      expected === undefined ? null : tryRules(expected, document),
    onSuccess: (trial, document) => {
      void modal.confirm({
        title: t('rules.question', { version: String(document.version) }),
        content: trial && <TrialSaid trial={trial} />,
        okText: t('rules.publish'),
        cancelText: t('cancel'),
        onOk: () => publish.mutate(document),
      });
    },
  });
  const wrongWith = (document: Record<string, unknown> | undefined): string | null => {
    if (!document) return t('rules.not_json');
    const { library } = document;
    if (typeof library !== 'string' || library === '') return t('rules.no_name');
    const fits = expected === undefined ? !known.includes(library) : library === expected;
    return fits ? null : t('rules.other_library', { library, expected: expected ?? '?' });
  };
  const chosen = (document: Record<string, unknown> | undefined) => {
    publish.reset();
    attempt.reset();
    const found = wrongWith(document);
    setWrong(found);
    if (found !== null || !document) return;
    attempt.mutate(document);
  };
  return (
    <>
      <div className={styles.buttons}>
        {children}
        <DocumentButton
          label={label}
          busy={attempt.isPending || publish.isPending}
          chosen={chosen}
        />
      </div>
      {wrong && <Alert type="error" showIcon role="alert" title={wrong} />}
      <Refusal error={attempt.error ?? publish.error} next={next} />
    </>
  );
}
