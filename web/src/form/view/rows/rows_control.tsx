import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDisabled } from '../../controls/control';
import type { ControlProps } from '../../controls/control';
import { useForm } from '../../model/form_context';
import { onReveal } from '../focus_field';
import { focusRow } from './focus_row';
import styles from './rows.module.css';
import { RowsTable } from './rows_table';

/** Rows on the page at first, and more at a time: each is a handful of controls. */
const atOnce = 50;
const noColumns: readonly string[] = [];

/** A repeat: a table with a row for each, cards on a phone; each cell is the control of its kind. */
export function RowsControl({ path, field, view, id, labelId, describedBy }: ControlProps) {
  const { t } = useTranslation('form');
  const store = useForm();
  const [most, setMost] = useState(atOnce);
  /** Which row takes the focus once it is there; without one, the button that adds the first. */
  const next = useRef<number | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const names = store.rowNames(path);
  const removed = store.lastRemoved(path);
  const editable = !view.state.readonly && !view.state.calculated && !isDisabled(view);
  const full = field.max_rows !== undefined && names.length >= field.max_rows;

  useEffect(() => {
    if (next.current === undefined) return;
    focusRow(box.current, next.current);
    next.current = undefined;
  });
  // A fault in a row that is not on the page yet.
  useEffect(
    () =>
      onReveal(({ repeat, row }) => {
        if (repeat === path) setMost((now) => Math.max(now, row + 1));
      }),
    [path],
  );

  const goTo = (row: number) => {
    next.current = row;
    setMost((now) => Math.max(now, row + 1));
  };
  const add = () => {
    if (store.addRow(path)) goTo(names.length);
  };
  const remove = useCallback(
    (row: number) => {
      // The one that moves up takes the focus, else the last.
      next.current = Math.min(row, store.rowsOf(path) - 2);
      store.removeRow(path, row);
    },
    [store, path],
  );
  const restore = () => {
    goTo(Math.min(removed?.row ?? 0, names.length));
    store.restoreRow(path);
  };

  return (
    <div
      ref={box}
      role="group"
      id={id}
      tabIndex={-1}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className={styles.rows}
      onBlur={({ currentTarget, relatedTarget }) => {
        const left = relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
        if (left) store.touch(path);
      }}
    >
      {names.length === 0 ? (
        <p className={styles.none}>{t(editable ? 'rows.none' : 'rows.empty')}</p>
      ) : (
        <RowsTable
          repeat={path}
          labelId={labelId}
          columns={field.fields ?? noColumns}
          names={names.slice(0, most)}
          onRemove={editable ? remove : undefined}
        />
      )}
      {names.length > most && (
        <Button type="link" onClick={() => setMost(most + atOnce)}>
          {t('rows.more', { shown: most, count: names.length })}
        </Button>
      )}
      <div className={styles.foot}>
        {editable && (
          <Button icon={<PlusOutlined aria-hidden />} disabled={full} onClick={add} data-add-row>
            {t('rows.add')}
          </Button>
        )}
        {editable && full && (
          <span className={styles.soft}>{t('rows.full', { count: field.max_rows })}</span>
        )}
        <span role="status" className={styles.soft}>
          {removed && t('rows.removed', { row: removed.row + 1 })}
        </span>
        {removed && editable && (
          <Button type="link" onClick={restore}>
            {t('rows.undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
