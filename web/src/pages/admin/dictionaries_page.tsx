import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { currentLocale, localised } from '../../i18n';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { narrowScreen, useMedia } from '../parts/use_media';
import { loadDictionary } from './admin_api';
import styles from './admin.module.css';
import { DictionaryEditor } from './dictionary_editor';
import { useDictionaryNames, type DictionaryName } from './dictionary_names';

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
              <DictionaryChoice all={all} shown={shown} />
              {shown !== undefined && <OneDictionary key={shown} name={shown} />}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

interface DictionaryChoiceProps {
  all: readonly DictionaryName[];
  shown: string | undefined;
}

/** Which dictionary to edit: a list beside the editor, on a phone a box above it. */
function DictionaryChoice({ all, shown }: DictionaryChoiceProps) {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const narrow = useMedia(narrowScreen);
  const address = (name: string) => `/admin/dictionaries/${name}`;
  if (narrow) {
    return (
      <Select
        size="large"
        style={{ inlineSize: '100%' }}
        aria-label={t('dictionaries.title')}
        value={shown ?? null}
        options={all.map(({ name, label }) => ({
          value: name,
          label: localised(label, currentLocale()),
        }))}
        onChange={(name: string) => void navigate(address(name))}
      />
    );
  }
  return (
    <ul className={styles.choices} aria-label={t('dictionaries.title')}>
      {all.map(({ name, label }) => (
        <li key={name}>
          <Link
            to={address(name)}
            className={styles.choice}
            aria-current={name === shown ? 'true' : undefined}
          >
            <span>{localised(label, currentLocale())}</span>
            <span className="soft">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
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
      {(data) => <DictionaryEditor name={name} dictionary={data} />}
    </Loaded>
  );
}
