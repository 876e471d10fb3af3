import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { ApplicationActions, ApplicationDeadline, ApplicationTag } from './application_row';
import styles from './companies.module.css';
import { listApplications, type Company, type Library } from './companies_api';
import { applicationsKey } from './use_changed';

/** The applications for one company, as far as they are the viewer's to see. */
export function CompanyApplications({ company, library }: { company: Company; library: Library }) {
  const { t } = useTranslation('companies');
  const applications = useQuery({
    queryKey: applicationsKey(library.id),
    queryFn: ({ signal }) => listApplications(library.id, signal),
  });
  const items = (applications.data?.items ?? []).filter((one) => one.company === company.id);
  if (items.length === 0) return null;
  return (
    <Panel title={t('applications.title')}>
      <ol className={styles.events}>
        {items.map((application) => (
          <li key={application.id} className={styles.event}>
            <div className={styles.eventHead}>
              <ApplicationTag state={application.state} />
              <strong>{application.person}</strong>
              {application.name !== company.name && <span>{application.name}</span>}
              <span className="soft">
                <Moment time={application.applied_at} />
              </span>
            </div>
            <ApplicationDeadline application={application} library={library} />
            <ApplicationActions application={application} library={library} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
