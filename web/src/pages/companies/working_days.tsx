import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../admin/definition_refusal';
import { Loaded } from '../parts/loaded';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import { loadYears, publishYears, type WorkingYears } from './rules_api';
import { DocumentButton } from './document_button';
import { spans } from './known_years';

/** 工作日: the years that are known, and handing in another. */
export function WorkingDays() {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [wrong, setWrong] = useState<string | null>(null);
  const years = useQuery({
    queryKey: ['admin', 'calendar'],
    queryFn: ({ signal }) => loadYears(signal),
  });
  const publish = useMutation({
    mutationFn: (document: Record<string, unknown>) => publishYears(String(document.id), document),
    onSuccess: async () => {
      void message.success(t('rules.calendar_done'));
      await client.invalidateQueries();
    },
  });
  const chosen = (document: Record<string, unknown> | undefined) => {
    publish.reset();
    const named = typeof document?.id === 'string' && document.id !== '';
    setWrong(!document ? t('rules.not_json') : named ? null : t('rules.no_name'));
    if (document && named) publish.mutate(document);
  };
  return (
    <Panel title={t('rules.calendar')}>
      <Loaded query={years}>{(known) => <KnownYears {...known} />}</Loaded>
      <p className={styles.hint}>{t('rules.calendar_hint')}</p>
      <DocumentButton label={t('rules.calendar_choose')} busy={publish.isPending} chosen={chosen} />
      {wrong && <Alert type="error" showIcon role="alert" title={wrong} />}
      <Refusal error={publish.error} next={1} />
    </Panel>
  );
}

function KnownYears({ years, missing }: WorkingYears) {
  const { t } = useTranslation('companies');
  return (
    <>
      <p>{t('rules.years', { years: spans(years).join(t('and')) })}</p>
      {missing !== null && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('rules.year_missing', { year: missing })}
        />
      )}
    </>
  );
}
