import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
import { listPartners } from './contacts_api';
import styles from './contacts.module.css';

/** 渠道商: the companies a manager looks after; for administrators all of them. */
export default function PartnersPage() {
  const { t } = useTranslation('contacts');
  const [query, setQuery] = useState({ q: '', page: 1, page_size: 20 });
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
      <PagedList
        label={t('partners')}
        cache={['partners']}
        query={query}
        show={setQuery}
        load={listPartners}
        rowKey={(partner) => partner.id}
        columns={[
          {
            key: 'name',
            title: t('company'),
            card: 'title',
            render: (partner) => <Link to={`/partners/${partner.id}`}>{partner.name}</Link>,
          },
          { key: 'number', title: t('number'), render: (partner) => partner.number },
        ]}
        none={<Notice icon={<SearchOutlined aria-hidden />} title={t('no_partner')} />}
      />
    </>
  );
}
