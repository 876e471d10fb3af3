import { AuditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { ApplicationActions, ApplicationDeadline, ApplicationTag } from './application_row';
import styles from './companies.module.css';
import { listApplications, type Application, type Library } from './companies_api';
import { InLibrary } from './in_library';
import { applicationsKey } from './use_changed';

/** 申请: what one asked for and what became of it; for administrators of a pool, what waits for their answer. */
export default function ApplicationsPage() {
  const { t } = useTranslation('companies');
  return (
    <InLibrary title={t('applications.title')} subtitle={t('applications.subtitle')}>
      {(library) => <Applications library={library} />}
    </InLibrary>
  );
}

const views = ['answer', 'mine', 'all'] as const;
type View = (typeof views)[number];

const shownIn: Record<View, (one: Application) => boolean> = {
  answer: (one) => one.may_answer,
  mine: (one) => one.mine || one.for_me,
  all: () => true,
};

function Applications({ library }: { library: Library }) {
  const { t } = useTranslation('companies');
  const answers = library.pools.some(({ administrator }) => administrator);
  const [view, setView] = useState<View>(answers ? 'answer' : 'mine');
  const applications = useQuery({
    queryKey: applicationsKey(library.id),
    queryFn: ({ signal }) => listApplications(library.id, signal),
  });
  return (
    <>
      {answers && (
        <Segmented
          className={styles.libraries ?? ''}
          aria-label={t('applications.which')}
          value={view}
          options={views.map((one) => ({ value: one, label: t(`applications.${one}`) }))}
          onChange={setView}
        />
      )}
      <Loaded query={applications} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {({ items }) => {
          const rows = items.filter(shownIn[view]);
          return rows.length === 0 ? (
            <Notice
              icon={<AuditOutlined aria-hidden />}
              title={t(`applications.none_${view}`)}
              text={view === 'mine' ? t('applications.none_mine_text') : undefined}
            />
          ) : (
            <ApplicationList rows={rows} library={library} />
          );
        }}
      </Loaded>
    </>
  );
}

function ApplicationList({ rows, library }: { rows: Application[]; library: Library }) {
  const { t } = useTranslation('companies');
  return (
    <DataList
      label={t('applications.title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'company',
          title: t('field.name'),
          card: 'title',
          render: (one) => (
            <>
              <Link to={`/companies/${library.id}/${one.company}`}>
                {one.company_name || one.name}
              </Link>
              {one.name !== one.company_name && (
                <div className="soft">{t('applications.as', { name: one.name })}</div>
              )}
            </>
          ),
        },
        {
          key: 'state',
          title: t('column.state'),
          card: 'mark',
          render: ({ state }) => <ApplicationTag state={state} />,
        },
        {
          key: 'who',
          title: t('applications.for'),
          render: (one) => (
            <>
              {one.person} {one.special && <Tag>{t('applications.special')}</Tag>}
              {one.applicant !== one.person && (
                <div className="soft">{t('applications.by', { name: one.applicant })}</div>
              )}
            </>
          ),
        },
        {
          key: 'applied',
          title: t('applications.applied_at'),
          render: ({ applied_at }) => <Moment time={applied_at} relative />,
        },
        {
          key: 'deadline',
          title: t('applications.deadline'),
          render: (one) => <ApplicationDeadline application={one} library={library} />,
        },
      ]}
      actions={(one) => <ApplicationActions application={one} library={library} />}
    />
  );
}
