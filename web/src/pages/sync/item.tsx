import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { recordPath } from '../../app/addresses';
import styles from './sync.module.css';

interface Props {
  entity: string;
  record: string;
  /** Of records, as far as known. */
  names: Readonly<Record<string, { number: string; title?: string }>>;
  what: string;
  time?: ReactNode;
  children?: ReactNode;
}

/** One thing: of which record, what of it, and what the person can do. */
export function Item({ entity, record, names, what, time, children }: Props) {
  const { t } = useTranslation('sync');
  const { number = '', title = '' } = names[record] ?? {};
  return (
    <li className={styles.item}>
      <div>
        <Link to={recordPath(entity, record)}>{title || number || t('unnamed')}</Link>{' '}
        {title !== '' && <span className="soft numeric">{number}</span>}
      </div>
      <div className="soft">
        {what} {time}
      </div>
      {children}
    </li>
  );
}
