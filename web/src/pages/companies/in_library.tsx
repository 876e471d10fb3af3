import { DatabaseOutlined } from '@ant-design/icons';
import { Segmented, Skeleton } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import type { Library } from './companies_api';
import styles from './companies.module.css';
import { useChosenLibrary, useKnownLibraries, useLibraries } from './use_libraries';

interface InLibraryProps {
  title: string;
  subtitle?: string;
  actions?: (library: Library) => ReactNode;
  children: (library: Library) => ReactNode;
}

/** A page about one library: whoever is in several chooses, whoever is in none is told so. */
export function InLibrary(props: InLibraryProps) {
  return <Shown {...props} libraries={useLibraries()} />;
}

/** The same of a page that is of use without a connection. */
export function InKnownLibrary(props: InLibraryProps) {
  return <Shown {...props} libraries={useKnownLibraries()} />;
}

interface ShownProps extends InLibraryProps {
  libraries: ReturnType<typeof useLibraries>;
}

function Shown({ title, subtitle, actions, children, libraries }: ShownProps) {
  const { t } = useTranslation('companies');
  const { chosen, choose } = useChosenLibrary();
  const items = libraries.data?.items ?? [];
  const library = items.find(({ id }) => id === chosen) ?? items[0];
  const id = library?.id;
  // For the next time there is no connection.
  useEffect(() => {
    if (id) void import('./kept_hint').then(({ provideHint }) => provideHint(id)).catch(() => null);
  }, [id]);
  return (
    <>
      <PageHeading
        title={title}
        subtitle={subtitle ?? library?.label}
        actions={library && actions?.(library)}
      />
      {items.length > 1 && library && (
        <Segmented
          className={styles.libraries ?? ''}
          aria-label={t('library')}
          value={library.id}
          options={items.map(({ id, label }) => ({ value: id, label }))}
          onChange={choose}
        />
      )}
      <Loaded query={libraries} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {() =>
          library ? (
            // Another library is another page.
            <div key={library.id}>{children(library)}</div>
          ) : (
            <Notice icon={<DatabaseOutlined aria-hidden />} title={t('no_library')} />
          )
        }
      </Loaded>
    </>
  );
}
