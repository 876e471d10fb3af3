import type { ReactNode } from 'react';
import { usePageTitle } from '../app/use_page_title';
import styles from './account_card.module.css';

/** The narrow card of the pages before the work. */
export function AccountCard({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className={styles.place}>
      <section className={styles.card}>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        <div className={styles.content}>{children}</div>
      </section>
    </div>
  );
}
