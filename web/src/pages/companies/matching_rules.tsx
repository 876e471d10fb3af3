import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveJson } from '../admin/definition_files';
import { Refusal } from '../admin/definition_refusal';
import { Loaded } from '../parts/loaded';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import { DocumentButton } from './document_button';
import { loadMatching, publishMatching } from './matching_api';
import type { Matching, MatchingDocument } from './matching_api';
import { TryNames } from './try_names';

const key = ['admin', 'matching'];

/** 词库和匹配规则: taken out as a file, tried before it holds, and published as the next version. */
export function MatchingRules() {
  const { t } = useTranslation('companies');
  const matching = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => loadMatching(signal),
    refetchInterval: ({ state }) => (state.data?.rebuilding ? 1_000 : false),
  });
  const [draft, setDraft] = useState<MatchingDocument>();
  return (
    <Panel title={t('matching.title')}>
      <Loaded query={matching} skeleton={<Skeleton active paragraph={{ rows: 4 }} />}>
        {(known) => (
          <div className={styles.stack}>
            <Words matching={known} draft={draft} setDraft={setDraft} />
            <TryNames draft={draft} version={known.document.version ?? 0} />
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

interface WordsProps {
  matching: Matching;
  draft: MatchingDocument | undefined;
  setDraft: (draft: MatchingDocument | undefined) => void;
}

function Words({ matching: { document, rebuilding }, draft, setDraft }: WordsProps) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [wrong, setWrong] = useState(false);
  const version = document.version ?? 0;
  const publish = useMutation({
    mutationFn: publishMatching,
    onSuccess: async (published) => {
      setDraft(undefined);
      client.setQueryData(key, published);
      void message.success(t('rules.published', { version: published.document.version }));
      await client.invalidateQueries();
    },
  });
  const chosen = (next: MatchingDocument | undefined) => {
    publish.reset();
    setWrong(!next);
    setDraft(next);
  };
  return (
    <div>
      <p>
        {version === 0 ? t('matching.built_in') : t('rules.version', { version })}
        {t('colon')}
        {summary(document, t)}
      </p>
      <p className={styles.hint}>{t('matching.hint')}</p>
      {rebuilding && (
        <div role="status">
          {t('matching.rebuilding')}
          <Progress
            percent={Math.floor((100 * rebuilding.done) / Math.max(1, rebuilding.total))}
            aria-label={t('matching.rebuilding')}
          />
        </div>
      )}
      <div className={styles.buttons}>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => saveJson(`matching-${version}.json`, document)}
        >
          {t('matching.download')}
        </Button>
        <DocumentButton label={t('matching.choose')} chosen={chosen} />
      </div>
      {wrong && <Alert type="error" showIcon role="alert" title={t('rules.not_json')} />}
      {draft && (
        <Alert
          type="info"
          showIcon
          role="status"
          style={{ marginBlockStart: 12 }}
          title={t('matching.draft', { words: summary(draft, t) })}
          description={t('matching.draft_hint')}
          action={
            <>
              <Button
                type="primary"
                size="small"
                loading={publish.isPending}
                onClick={() => publish.mutate(draft)}
              >
                {t('rules.publish')}
              </Button>{' '}
              <Button size="small" onClick={() => chosen(undefined)}>
                {t('matching.discard')}
              </Button>
            </>
          }
        />
      )}
      <Refusal error={publish.error} next={version + 1} />
    </div>
  );
}

const kinds = ['industry', 'common', 'forms', 'names', 'regions', 'synonyms', 'variants'] as const;

/** How many words of which kind a document has. */
function summary(
  { words = {}, rule }: MatchingDocument,
  t: ReturnType<typeof useTranslation<'companies'>>['t'],
): string {
  const parts = kinds.flatMap((kind) => {
    const count = Array.isArray(words[kind]) ? words[kind].length : 0;
    return count > 0 ? [`${t(`matching.words.${kind}`)} ${count}`] : [];
  });
  if (rule) parts.push(t('matching.rule'));
  return parts.length > 0 ? parts.join(t('and')) : t('matching.no_words');
}
