import { ArrowLeftOutlined, ArrowRightOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not_found_page';
import { KeepFocus } from '../parts/keep_focus';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import { loadCompany, type Company, type CompanyView, type Library } from './companies_api';
import { CompanyActions } from './company_actions';
import { CompanyApplications } from './company_applications';
import { CompanyFacts } from './company_facts';
import { ContactsPanel } from './contacts_panel';
import { Duplicates } from './duplicates';
import { EditDrawer } from './edit_drawer';
import { Entries } from './entries';
import { Ends } from './ends';
import { FilesPanel } from './files_panel';
import { History } from './history';
import { neighboursIn } from './neighbours';
import { NotesPanel } from './notes_panel';
import { OwnerText } from './owner_text';
import { Owners } from './owners';
import { SigningsPanel } from './signings_panel';
import { StateTag } from './state_tag';
import { companyKey } from './use_changed';
import { useLibraries } from './use_libraries';

/** 客户360: everything that is known of a company, and what may be done with it. */
export default function CompanyPage() {
  const { library = '', id = '' } = useParams();
  const libraries = useLibraries();
  const view = useQuery({
    queryKey: companyKey(library, id),
    queryFn: ({ signal }) => loadCompany(library, id, signal),
  });
  const waiting = <Skeleton active paragraph={{ rows: 12 }} />;
  return (
    <Loaded query={libraries} skeleton={waiting}>
      {({ items }) => {
        const found = items.find((one) => one.id === library);
        return found ? (
          <Loaded query={view} skeleton={waiting}>
            {(data) => <Shown key={data.company.id} view={data} library={found} />}
          </Loaded>
        ) : (
          <NotFoundPage />
        );
      }}
    </Loaded>
  );
}

function Shown({ view, library }: { view: CompanyView; library: Library }) {
  const { t } = useTranslation('companies');
  const [editing, setEditing] = useState(false);
  const { company, events, entries, applied_for: appliedFor } = view;
  const mine = company.state === 'own';
  return (
    <>
      <PageHeading
        title={company.name}
        subtitle={
          <>
            {library.label} · <OwnerText owner={company.owner} />
          </>
        }
        marks={
          <>
            <StateTag state={company.state} />
            {appliedFor && <Tag color="warning">{t('applied_for')}</Tag>}
            {company.tags.map((tag) => (
              <Tag key={tag}>{t(`tag.${tag}`, { defaultValue: tag })}</Tag>
            ))}
          </>
        }
        actions={<NextAndPrevious company={company} />}
      />
      <KeepFocus of={`${company.state} ${company.version}`}>
        <CompanyActions company={company} library={library} />
      </KeepFocus>
      <Ends company={company} library={library} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <NotesPanel company={company} library={library} events={events} />
          <Panel
            title={t('facts')}
            extra={
              mine && (
                <Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
              )
            }
          >
            <CompanyFacts company={company} />
          </Panel>
          <ContactsPanel company={company} />
          <Entries entries={entries} />
        </div>
        <div className={styles.stack}>
          <CompanyApplications company={company} library={library} />
          <Owners company={company} events={events} />
          <Duplicates view={view} library={library} />
          <SigningsPanel company={company} />
          <FilesPanel company={company} files={view.files} />
          <History events={events} merges={view.merges} library={library} />
        </div>
      </div>
      <EditDrawer
        company={company}
        library={library}
        open={editing}
        close={() => setEditing(false)}
      />
    </>
  );
}

function NextAndPrevious({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const navigate = useNavigate();
  const { state } = useLocation() as { state: unknown };
  const { previous, next } = neighboursIn(state, company.id);
  if (!previous && !next) return null;
  const go = (id: string | undefined) =>
    void navigate(`/companies/${company.library}/${id ?? ''}`, { state });
  return (
    <>
      <Button
        icon={<ArrowLeftOutlined aria-hidden />}
        disabled={!previous}
        onClick={() => go(previous)}
      >
        {t('previous')}
      </Button>
      <Button
        icon={<ArrowRightOutlined aria-hidden />}
        iconPlacement="end"
        disabled={!next}
        onClick={() => go(next)}
      >
        {t('next')}
      </Button>
    </>
  );
}
