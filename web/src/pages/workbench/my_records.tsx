import { FileTextOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useMe } from '../../session';
import { LinkButton } from '../parts/link_button';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { Panel } from '../parts/panel';
import type { ListRow } from '../records/record_shapes';
import { StateTag } from '../records/state_tag';
import styles from './workbench.module.css';

/** The records one has to do with, latest first, and who has each in hand. */
export function MyRecords({ rows }: { rows: readonly ListRow[] }) {
  const { t } = useTranslation('workbench');
  const partner = hasRole(useMe(), ['partner']);
  return (
    <Panel
      title={t(partner ? 'my_records' : 'records')}
      extra={rows.length > 0 && <Link to="/signings">{t('all_records')}</Link>}
      flush={rows.length > 0}
    >
      {rows.length === 0 ? <NoRecords /> : null}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/signings/${row.id}`} className={styles.row}>
              <span className={styles.rowText}>
                <span className={styles.rowTitle}>{row.title || row.number}</span>
                <span className={`${styles.rowAbout ?? ''} soft numeric`}>
                  {row.number}
                  {row.current_approvers.length > 0 &&
                    ` · ${t('with', { names: row.current_approvers.map((p) => p.name).join('、') })}`}
                </span>
              </span>
              <span className={`${styles.rowTime ?? ''} soft`}>
                <Moment time={row.updated_at} relative />
              </span>
              <StateTag state={row.state} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NoRecords() {
  const { t } = useTranslation('workbench');
  const partner = hasRole(useMe(), ['partner']);
  return (
    <Notice
      icon={<FileTextOutlined aria-hidden />}
      title={t('no_records')}
      text={t(partner ? 'no_records_partner' : 'no_records_staff')}
      action={partner && <LinkButton to="/signings/new">{t('new_signing')}</LinkButton>}
    />
  );
}
