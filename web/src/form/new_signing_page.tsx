import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api';
import type { FullRecord, RecordData } from '../api';
import { recordPath } from '../app/addresses';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import styles from './new_signing_page.module.css';
import { definitionQuery } from './model/definition_query';
import { OpenRecord, contextOf } from './record_form';

/** What a new record starts from: last year's answers, if there were any. */
interface Beginning {
  data: RecordData;
  taken_over: string[];
  from?: { id: string; number: string } | null;
  lookups?: Record<string, Record<string, RecordData>>;
  context?: Record<string, unknown>;
}

export default function NewSigningPage() {
  const { t } = useTranslation('form');
  const navigate = useNavigate();
  const client = useQueryClient();
  const problemText = useProblemText();
  const definition = useQuery(definitionQuery('signing'));
  const beginning = useQuery({
    queryKey: ['records', 'signing', 'new'],
    queryFn: () => api.get<Beginning>('records/signing/new'),
    // A form under somebody's hands is not exchanged for a newer beginning.
    staleTime: Infinity,
    gcTime: 0,
  });
  const [number, setNumber] = useState('');
  const error = definition.error ?? beginning.error;
  if (error) {
    const retry = () => void Promise.all([definition.refetch(), beginning.refetch()]);
    return (
      <p role="alert">
        {problemText(error)} <Button onClick={retry}>{t('retry')}</Button>
      </p>
    );
  }
  if (!definition.data || !beginning.data) return <PageLoading />;

  const onChanged = (record: FullRecord, why: 'saved' | 'submitted') => {
    setNumber(record.number);
    client.setQueryData(['records', 'signing', record.id], record);
    void client.invalidateQueries({ queryKey: ['recent-items'] });
    // The address becomes the record's without drawing the page anew under the person's hands.
    if (why === 'saved') window.history.replaceState(window.history.state, '', address(record));
    else void navigate(recordPath('signing', record.id), { replace: true });
  };
  const { data, taken_over: takenOver, from, lookups } = beginning.data;
  return (
    <>
      <header className={styles.header}>
        <h1>{t('new.title')}</h1>
        <p>{number === '' ? t('new.lead') : t('new.numbered', { number })}</p>
        {from && (
          <p className={styles.from}>
            {t('new.taken_over', { number: from.number, count: takenOver.length })}
          </p>
        )}
      </header>
      <OpenRecord
        definition={definition.data}
        record={undefined}
        stored={data}
        values={contextOf(beginning.data)}
        lookups={lookups}
        takenOver={takenOver}
        origin={from ? { taken_over_from: { id: from.id }, taken_over: takenOver } : undefined}
        onChanged={onChanged}
        onReload={() => window.location.reload()}
      />
    </>
  );
}

const address = (record: FullRecord) => recordPath('signing', record.id);
