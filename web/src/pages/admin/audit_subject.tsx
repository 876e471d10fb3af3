import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from './admin_api';
import styles from './admin.module.css';

const places = { signing: '/signings/', agent: '/partners/' } as const;

/** What an action is about when that is nothing with a name: what it is called instead of its id. */
const nameless = ['file', 'news', 'session'];
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name of what was changed, leading to it where it has a page; its id where nobody knows it any more. */
export function AuditSubject({ action, subject, subject_kind, subject_name }: AuditEntry) {
  const { t } = useTranslation('admin');
  if (subject === '') return null;
  if (subject_kind === undefined) {
    const about = action.split('.')[0] ?? '';
    if (nameless.includes(about) && id.test(subject))
      return <span title={subject}>{t(`audit_subject.${about}`)}</span>;
    return <div className={`soft ${styles.address ?? ''}`}>{subject}</div>;
  }
  if (subject_kind === 'user') return <>{subject_name}</>;
  return <Link to={places[subject_kind] + subject}>{subject_name}</Link>;
}
