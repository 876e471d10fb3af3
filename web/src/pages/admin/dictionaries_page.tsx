import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { currentLocale, localised } from '../../i18n';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { loadDictionary } from './admin_api';
import styles from './admin.module.css';
import { DictionaryEditor } from './dictionary_editor';
import { useDictionaryNames } from './dictionary_names';

/** 数据字典: the choices of the forms, in both languages, in their order, some of them retired. */
export default function DictionariesPage() {
  const { t } = useTranslation('admin');
  const names = useDictionaryNames();
  const { name } = useParams();
  return (
    <>
      <PageHeading title={t('dictionaries.title')} subtitle={t('dictionaries.subtitle')} />
      <Loaded query={names} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(all) => {
          const shown = name ?? all[0]?.name;
          return (
            <div className={styles.split}>
              <ul className={styles.choices} aria-label={t('dictionaries.title')}>
                {all.map((dictionary) => (
                  <li key={dictionary.name}>
                    <Link
                      to={`/admin/dictionaries/${dictionary.name}`}
                      className={styles.choice}
                      aria-current={dictionary.name === shown ? 'true' : undefined}
                    >
                      <span>{localised(dictionary.label, currentLocale())}</span>
                      <span className={styles.soft}>{dictionary.name}</span>
                    </Link>
                  </li>
                ))}
              </ul>
              {shown !== undefined && <OneDictionary key={shown} name={shown} />}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function OneDictionary({ name }: { name: string }) {
  const dictionary = useQuery({
    queryKey: ['admin', 'dictionary', name],
    queryFn: ({ signal }) => loadDictionary(name, signal),
    // An editor is not to be overwritten behind the back of who is typing in it.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={dictionary} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
      {(data) => <DictionaryEditor key={data.version ?? 0} name={name} dictionary={data} />}
    </Loaded>
  );
}
