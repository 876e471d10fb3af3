import { ClockCircleOutlined, SafetyOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import styles from './companies.module.css';
import type { Company, Library } from './companies_api';
import { useDueText } from './due_text';

/** What ends, and when: the time to correct the name, to follow it up, a protection, the time with its owner. */
export function Ends({ company, library }: { company: Company; library: Library }) {
  const { t } = useTranslation('companies');
  const dueText = useDueText(library);
  const { due, name_due, name_wanted, follow_up_until, protections = [] } = company;
  return (
    <ul className={styles.ends}>
      {name_due && (
        <li>
          <Alert
            type="warning"
            showIcon
            title={t('ends.name', { name: name_wanted })}
            description={
              <>
                {t('ends.name_until')} <Moment time={name_due} />
              </>
            }
          />
        </li>
      )}
      {follow_up_until && (
        <li>
          <ClockCircleOutlined aria-hidden /> {t('ends.follow_up')}{' '}
          <Moment time={follow_up_until} />
        </li>
      )}
      {due && (
        <li>
          <ClockCircleOutlined aria-hidden /> <Moment time={due.at} /> {t('ends.due')}
          <span className="soft"> · {dueText(due.rule)}</span>
        </li>
      )}
      {protections.map(({ person, name, until }) => (
        <li key={person}>
          <SafetyOutlined aria-hidden /> {t('ends.protected', { name })} <Moment time={until} />
        </li>
      ))}
    </ul>
  );
}
