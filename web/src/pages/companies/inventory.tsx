import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import styles from './companies.module.css';
import { loadInventory, type Inventory as Owned } from './companies_api';
import { companiesKey } from './use_changed';

interface InventoryProps {
  library: string;
  /** Whose companies the list below shows; empty: everybody's. */
  person: string;
  show: (person: string) => void;
}

type Person = Owned['people'][number];

const ofHowMany = (owned: number, limit: number | null) =>
  limit === null ? `${owned}` : `${owned}/${limit}`;

/** Who in the departments one manages owns how many of how many; a name shows that person's. */
export function Inventory({ library, person, show }: InventoryProps) {
  const { t } = useTranslation('companies');
  const inventory = useQuery({
    queryKey: [...companiesKey(library), 'inventory'],
    queryFn: ({ signal }) => loadInventory(library, signal),
  });
  return (
    <section aria-label={t('inventory.title')} className={styles.inventory}>
      <h2>{t('inventory.title')}</h2>
      <Loaded query={inventory} skeleton={<Skeleton active paragraph={{ rows: 3 }} />}>
        {({ departments, people }) => (
          <>
            <ul className={styles.departments}>
              {departments.map(({ name, owned, limit }) => (
                <li key={name}>
                  {name} <strong className="numeric">{ofHowMany(owned, limit)}</strong>
                </li>
              ))}
            </ul>
            <DataList<Person>
              label={t('inventory.title')}
              rows={people}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  title: t('inventory.person'),
                  card: 'title',
                  render: ({ id, name, active }) => (
                    <>
                      <Button
                        type="link"
                        size="small"
                        aria-pressed={id === person}
                        title={t('inventory.only', { name })}
                        onClick={() => show(id === person ? '' : id)}
                      >
                        {name}
                      </Button>
                      {!active && <Tag>{t('inventory.inactive')}</Tag>}
                    </>
                  ),
                },
                {
                  key: 'department',
                  title: t('inventory.department'),
                  render: ({ department }) => department,
                },
                {
                  key: 'owned',
                  title: t('inventory.owned'),
                  align: 'right',
                  render: ({ owned, owned_limit }) => (
                    <span className="numeric">{ofHowMany(owned, owned_limit)}</span>
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  );
}
