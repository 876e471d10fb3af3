import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../api/new_id';
import { PageLoading } from '../app/page_loading';
import { usePageTitle } from '../app/use_page_title';
import { LoadFailed } from '../pages/parts/loaded';
import styles from './new_signing.module.css';
import { useLoadedDefinition } from './model/definition_query';
import type { OnChanged } from './keeper/keeper';
import { loadBeginning } from '../sync/provisions';
import { beginningOf } from './record/beginning';
import type { Beginning } from './record/beginning';
import { useOpening } from './record/opening';
import { OpenRecord, contextOf } from './record_form';

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
    queryFn: () => loadBeginning<Beginning>('signing'),
    // A form under somebody's hands is not exchanged for a newer beginning.
    staleTime: Infinity,
    gcTime: 0,
  });
  const definition = useLoadedDefinition('signing', beginning.data?.definition_version);
  const opening = useOpening(undefined).data;
  const [number, setNumber] = useState('');
  const open = useRef(false);
  const announced = useRef<string | undefined>(undefined);
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
  if (!definition.data || !beginning.data || !opening) return <PageLoading />;

  const changed: Props['onChanged'] = (record, why) => {
    setNumber(record.number);
    client.setQueryData(['records', 'signing', record.id], record);
    // Of its many saves the first is news, and the one that brings its number; one that ends after the page was left is none.
    const isNews = announced.current !== record.number;
    announced.current = record.number;
    if (why !== 'saved' || (open.current && isNews)) onChanged(record, why);
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
        opening={opening}
        beginning={(id, answers) => beginningOf(beginning.data, id, answers)}
        takenOver={takenOver}
        origin={from ? { taken_over_from: { id: from.id }, taken_over: takenOver } : undefined}
        onChanged={changed}
        onReload={() => window.location.reload()}
      />
    </>
  );
}
