import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './answers_table.module.css';

interface Props {
  label: string;
  columns: readonly string[];
  /** One list per row: the answers by column. */
  rows: readonly (readonly ReactNode[])[];
}

/** The rows of a repeat, to read and to print. */
export function AnswersTable({ label, columns, rows }: Props) {
  const { t } = useTranslation('form');
  if (rows.length === 0) return <span className={styles.nothing}>{t('nothing_yet')}</span>;
  return (
    // Wider than a phone: it is scrolled, with the keyboard too.
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('rows.number')}</span>
            </th>
            {columns.map((column, at) => (
              <th key={at} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
