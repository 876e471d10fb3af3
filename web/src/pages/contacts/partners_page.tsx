import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { listPartners } from './contacts_api';
import styles from './contacts.module.css';

/** 渠道商: the companies a manager looks after; for administrators all of them. */
export default function PartnersPage() {
  const { t } = useTranslation('contacts');
  const [query, setQuery] = useState({ q: '', page: 1, page_size: 20 });
  const partners = useQuery({
    queryKey: ['partners', query],
    queryFn: ({ signal }) => listPartners(query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeading title={t('partners')} subtitle={t('partners_subtitle')} />
      <div role="search">
        <Input.Search
          className={styles.search ?? ''}
          allowClear
          aria-label={t('search')}
          placeholder={t('search')}
          onSearch={(q) => setQuery({ ...query, q: q.trim(), page: 1 })}
        />
      </div>
      <Loaded query={partners} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(page) =>
          page.items.length === 0 ? (
            <Notice icon={<SearchOutlined aria-hidden />} title={t('no_partner')} />
          ) : (
            <DataList
              label={t('partners')}
              rows={page.items}
              rowKey={(partner) => partner.id}
              busy={partners.isPlaceholderData}
              columns={[
                {
                  key: 'name',
                  title: t('company'),
                  card: 'title',
                  render: (partner) => <Link to={`/partners/${partner.id}`}>{partner.name}</Link>,
                },
                { key: 'number', title: t('number'), render: (partner) => partner.number },
              ]}
              paging={{
                page: query.page,
                pageSize: query.page_size,
                total: page.total,
                onChange: (number) => setQuery({ ...query, page: number }),
              }}
            />
          )
        }
      </Loaded>
    </>
  );
}
