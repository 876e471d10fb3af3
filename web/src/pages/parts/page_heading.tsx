import type { ReactNode } from 'react';
import { usePageTitle } from '../../app/use_page_title';
import styles from './parts.module.css';

interface PageHeadingProps {
  title: string;
  subtitle?: ReactNode;
  /** Tags and marks that belong to the title. */
  marks?: ReactNode;
  /** Buttons; on a phone they wrap below the title. */
  actions?: ReactNode;
}

/** The one h1 of a page; names the browser tab too. */
export function PageHeading({ title, subtitle, marks, actions }: PageHeadingProps) {
  usePageTitle(title);
  return (
    <header className={styles.heading}>
      <div className={styles.headingText}>
        <div className={styles.titleRow}>
          <h1>{title}</h1>
          {marks}
        </div>
        {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
      </div>
      {actions && <div className={styles.headingActions}>{actions}</div>}
    </header>
  );
}
