import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface NoticeProps {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  error?: boolean;
}

/** What stands where a list or a page would: nothing there yet, nothing found, could not be loaded. */
export function Notice({ icon, title, text, action, error = false }: NoticeProps) {
  return (
    <div className={styles.notice} role={error ? 'alert' : undefined}>
      <span
        aria-hidden
        className={error ? `${styles.noticeIcon} ${styles.noticeIconError}` : styles.noticeIcon}
      >
        {icon}
      </span>
      <p className={styles.noticeTitle}>{title}</p>
      {text ? <p className={styles.noticeText}>{text}</p> : null}
      {action}
    </div>
  );
}
