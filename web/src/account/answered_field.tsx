import { CheckCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import styles from './answered_field.module.css';

interface Props {
  id: string;
  label: string;
  hint?: string;
  /** What the field answers while it is filled in. */
  error?: string | undefined;
  good?: string | undefined;
  required?: boolean;
  children: (describedBy: string) => ReactNode;
}

/** A field that answers inline: what is wrong, or that it is right. */
export function AnsweredField({ id, label, hint, error, good, required = false, children }: Props) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
      </label>
      {children(`${id}-answer`)}
      <p id={`${id}-answer`} className={styles.answer} aria-live="polite">
        {error !== undefined ? (
          <span className={styles.error}>{error}</span>
        ) : good !== undefined ? (
          <span className={styles.good}>
            <CheckCircleFilled aria-hidden /> {good}
          </span>
        ) : (
          hint
        )}
      </p>
    </div>
  );
}
