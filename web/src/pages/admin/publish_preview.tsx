import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './admin.module.css';
import { publishDefinition } from './admin_api';
import { Refusal } from './definition_refusal';
import type { DefinitionPreview, OpenRecordEffect, Told } from './admin_api';
import { ToldList } from './told_list';

interface Props {
  definition: unknown;
  preview: DefinitionPreview;
  onCancel: () => void;
}

const mostRecords = 50;

/** What publishing would do, before anybody does it. */
export function PublishPreview({ definition, preview, onCancel }: Props) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishDefinition(definition),
    onSuccess: async ({ version }) => {
      void message.success(t('definitions.done', { version }));
      await client.invalidateQueries();
    },
  });
  const { from, to, check, changes, effect } = preview;
  const { kept = 0, moved = 0, recoded = 0, restored = 0, aside = 0 } = effect.counts;
  const asked = effect.counts.needs_answer ?? 0;
  return (
    <section className={styles.preview} aria-label={t('definitions.preview', { from, to })}>
      <h3>{t('definitions.preview', { from, to })}</h3>
      <Part title={t('definitions.changes')} empty={t('definitions.no_changes')} told={changes} />
      <Part
        title={t('definitions.findings')}
        empty={t('definitions.no_findings')}
        told={check.findings}
      />
      <h4>{t('definitions.effect')}</h4>
      <p>
        {t('definitions.effect_counts', {
          total: effect.total,
          examined: effect.examined,
          kept,
          moved: moved + recoded + restored,
          aside,
          asked,
        })}
      </p>
      {effect.records.length === 0 ? (
        <p className="soft">{t('definitions.effect_none')}</p>
      ) : (
        <Records records={effect.records} />
      )}
      <div className={styles.note}>
        <Refusal error={publish.error} next={to} />
      </div>
      <Flex wrap gap={8}>
        <Popconfirm
          title={t('definitions.publish_question', { to })}
          okText={t('definitions.publish')}
          cancelText={t('definitions.cancel')}
          onConfirm={() => publish.mutate()}
        >
          <Button type="primary" loading={publish.isPending}>
            {t('definitions.publish')}
          </Button>
        </Popconfirm>
        <Button onClick={onCancel}>{t('definitions.cancel')}</Button>
      </Flex>
    </section>
  );
}

interface PartProps {
  title: string;
  /** Said in place of a list without entries. */
  empty: string;
  told: readonly Told[];
}

function Part({ title, empty, told }: PartProps) {
  return (
    <>
      <h4>{title}</h4>
      {told.length === 0 ? <p className="soft">{empty}</p> : <ToldList told={told} />}
    </>
  );
}

const unique = (texts: readonly string[]) => [...new Set(texts)].join(' · ');

function Records({ records }: { records: readonly OpenRecordEffect[] }) {
  const { t } = useTranslation('admin');
  const more = records.length - mostRecords;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('definitions.effect')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {['number', 'record', 'asked', 'aside'].map((column) => (
              <th key={column} scope="col">
                {t(`definitions.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.slice(0, mostRecords).map((record) => (
            <tr key={record.id}>
              <td className="numeric">{record.number}</td>
              <td>{record.title}</td>
              <td>{unique(record.needs_answer.map(({ message, path }) => message ?? path))}</td>
              <td>
                {unique(
                  record.moved.filter(({ fate }) => fate === 'aside').map(({ field }) => field),
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="soft">{t('definitions.more', { count: more })}</p>}
    </div>
  );
}
