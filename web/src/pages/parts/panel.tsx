import { useId, type ReactNode } from 'react';
import styles from './parts.module.css';

interface PanelProps {
  title: ReactNode;
  icon?: ReactNode;
  extra?: ReactNode;
  /** Lists reach the border of the panel. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A titled part of a page: a region with its heading, so that a screen reader can jump to it. */
export function Panel({ title, icon, extra, flush = false, className, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className={className ? `${styles.panel} ${className}` : styles.panel}
    >
      <div className={styles.panelHead}>
        <h2 id={headingId} className={styles.panelTitle}>
          {icon}
          {title}
        </h2>
        {extra}
      </div>
      <div className={flush ? styles.panelBodyFlush : styles.panelBody}>{children}</div>
    </section>
  );
}
