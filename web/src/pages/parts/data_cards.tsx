import { Checkbox, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DataColumn, DataListProps } from './data_list';
import styles from './parts.module.css';

/** Rows of a list for a narrow screen: one card each, headline first, then labelled lines. */
export function DataCards<T extends object>({
  label,
  rows,
  rowKey,
  columns,
  busy = false,
  actions,
  selection,
}: DataListProps<T>) {
  const { t } = useTranslation('parts');
  const toggle = (key: string, chosen: boolean) => {
    const others = (selection?.keys ?? []).filter((one) => one !== key);
    selection?.choose(chosen ? [...others, key] : others);
  };
  const of = (part: NonNullable<DataColumn<T>['card']>) =>
    columns.filter((column) => (column.card ?? 'fact') === part);
  const [titles, marks, facts] = [of('title'), of('mark'), of('fact')];
  return (
    <Spin spinning={busy}>
      <ul className={styles.cards} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)} className={styles.card}>
            <div className={styles.cardHead}>
              {selection && (
                <Checkbox
                  checked={selection.keys.includes(rowKey(row))}
                  aria-label={t('choose', { name: selection.nameOf(row) })}
                  onChange={({ target }) => toggle(rowKey(row), target.checked)}
                />
              )}
              <div className={styles.cardTitle}>
                {titles.map((column) => (
                  <div key={column.key}>{column.render(row)}</div>
                ))}
              </div>
              {marks.map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
            <dl className={styles.cardFacts}>
              {facts.map((column) => (
                <Fact key={column.key} column={column} row={row} />
              ))}
            </dl>
            {actions ? <div className={styles.cardActions}>{actions(row)}</div> : null}
          </li>
        ))}
      </ul>
    </Spin>
  );
}

/** A labelled line; an empty value keeps its line, so that cards can be compared. */
function Fact<T>({ column, row }: { column: DataColumn<T>; row: T }) {
  return (
    <>
      <dt>{column.title}</dt>
      <dd>{column.render(row) ?? '—'}</dd>
    </>
  );
}
