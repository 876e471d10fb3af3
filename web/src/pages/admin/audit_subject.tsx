import { Link } from 'react-router';
import type { AuditEntry } from './admin_api';
import styles from './admin.module.css';

const places = { signing: '/signings/', agent: '/partners/' } as const;

/** The name of what was changed, leading to it where it has a page; its id where nobody knows it any more. */
export function AuditSubject({ subject, subject_kind, subject_name }: AuditEntry) {
  if (subject === '') return null;
  if (subject_kind === undefined)
    return <div className={`soft ${styles.address ?? ''}`}>{subject}</div>;
  if (subject_kind === 'user') return <>{subject_name}</>;
  return <Link to={places[subject_kind] + subject}>{subject_name}</Link>;
}
