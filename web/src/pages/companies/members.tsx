import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import styles from './companies.module.css';
import { listPeople } from './companies_api';

/** Who is in a library, with how much they own. */
export function Members({ library, label }: { library: string; label: string }) {
  const { t } = useTranslation('companies');
  const people = useQuery({
    queryKey: ['company-people', library, 'members'],
    // Whoever publishes the rules need not be in the library.
    queryFn: async ({ signal }) => {
      try {
        return await listPeople(library, '', signal);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return { items: [] };
        throw error;
      }
    },
  });
  return (
    <section aria-label={t('rules.members_of', { library: label })}>
      <h3>{t('rules.members')}</h3>
      <p className={styles.hint}>{t('rules.members_hint')}</p>
      <Loaded query={people}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.hint}>{t('rules.no_members')}</p>
          ) : (
            <DataList
              label={t('rules.members_of', { library: label })}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', title: t('rules.name'), card: 'title', render: ({ name }) => name },
                {
                  key: 'department',
                  title: t('rules.department'),
                  render: ({ department }) => department || null,
                },
                {
                  key: 'owned',
                  title: t('rules.owned'),
                  align: 'right',
                  render: ({ owned, owned_limit: limit }) => (
                    <span className="numeric">
                      {owned}
                      {limit ? `/${limit}` : ''}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}
