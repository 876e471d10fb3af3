import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api';
import type { RecordData } from '../api';
import { newId } from '../api/new_id';
import { PageLoading } from '../app/page_loading';
import { usePageTitle } from '../app/use_page_title';
import { LoadFailed } from '../pages/parts/loaded';
import styles from './new_signing.module.css';
import { useLoadedDefinition } from './model/definition_query';
import type { OnChanged } from './record/record_keeper';
import { OpenRecord, contextOf } from './record_form';

/** What a new record starts from: last year's answers, if there were any. */
interface Beginning {
  data: RecordData;
  taken_over: string[];
  from?: { id: string; number: string } | null;
  lookups?: Record<string, Record<string, RecordData>>;
  context?: Record<string, unknown>;
  definition_version: number;
}

interface Props {
  /** First stored ('saved'): it has a number and an address from now on; or submitted or upgraded, this form's end. */
  onChanged: OnChanged;
}

/** 新建渠道签约: a form that becomes a stored draft with its first answer. */
export function NewSigning({ onChanged }: Props) {
  const { t } = useTranslation('form');
  usePageTitle(t('new.title'));
  const client = useQueryClient();
  const [visit] = useState(newId);
  const beginning = useQuery({
    queryKey: ['records', 'signing', 'new', visit],
    queryFn: () => api.get<Beginning>('records/signing/new'),
    // A form under somebody's hands is not exchanged for a newer beginning.
    staleTime: Infinity,
    gcTime: 0,
  });
  const definition = useLoadedDefinition('signing', beginning.data?.definition_version);
  const [number, setNumber] = useState('');
  const open = useRef(false);
  const announced = useRef(false);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const error = definition.error ?? beginning.error;
  if (error) {
    const retry = () => void Promise.all([definition.refetch(), beginning.refetch()]);
    return (
      <>
        <h1>{t('new.title')}</h1>
        <LoadFailed
          error={error}
          busy={definition.isFetching || beginning.isFetching}
          retry={retry}
        />
      </>
    );
  }
  if (!definition.data || !beginning.data) return <PageLoading />;

  const changed: Props['onChanged'] = (record, why) => {
    setNumber(record.number);
    client.setQueryData(['records', 'signing', record.id], record);
    // Of its many saves the first is news; one that ends after the page was left is none.
    if (why !== 'saved' || (open.current && !announced.current)) onChanged(record, why);
    announced.current = true;
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
        onChanged={changed}
        onReload={() => window.location.reload()}
      />
    </>
  );
}
