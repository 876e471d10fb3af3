import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../../i18n';
import { fieldAt } from '../../model/definition';
import { useForm, useLocale } from '../../model/form_context';
import { cellOf, cellPath } from '../../model/paths';
import { WhyAnswer } from '../../why/why_answer';
import { Cell } from './cell';
import styles from './rows.module.css';

interface Props {
  repeat: string;
  labelId: string;
  columns: readonly string[];
  names: readonly string[];
  /** Undefined where rows can't be taken out. */
  onRemove: ((row: number) => void) | undefined;
}

/** One markup for both: where there is no room for columns, style makes each row a card whose cells show their labels. */
export function RowsTable({ repeat, labelId, columns, names, onRemove }: Props) {
  const { t } = useTranslation('form');
  const { bundle } = useForm();
  const locale = useLocale();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-labelledby={labelId}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              <span className="visually-hidden">{t('rows.number')}</span>
            </th>
            {columns.map((column) => {
              const field = fieldAt(bundle, column);
              return (
                <th key={column} scope="col">
                  {localised(field?.label, locale)}
                </th>
              );
            })}
            {onRemove && (
              <th scope="col" className={styles.action}>
                <span className="visually-hidden">{t('rows.action')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <Row key={name} {...{ repeat, columns, row, onRemove }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  repeat: string;
  columns: readonly string[];
  row: number;
  onRemove: Props['onRemove'];
}

const Row = memo(function Row({ repeat, columns, row, onRemove }: RowProps) {
  const { t } = useTranslation('form');
  const asked = useAskedIn(repeat, row);
  const number = row + 1;
  return (
    <>
      <tr data-row={row}>
        <th scope="row" className={styles.number}>
          <span className={styles.of}>{t('rows.row', { row: number })}</span>
          <span aria-hidden>{number}</span>
        </th>
        {columns.map((column) => (
          <Cell key={column} path={cellPath(repeat, row, column)} />
        ))}
        {onRemove && (
          <td className={styles.action}>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('rows.remove', { row: number })}
              title={t('rows.remove', { row: number })}
              onClick={() => onRemove(row)}
            />
          </td>
        )}
      </tr>
      {asked !== undefined && (
        <tr className={styles.why}>
          <td colSpan={columns.length + 2}>
            <WhyAnswer path={asked} />
          </td>
        </tr>
      )}
    </>
  );
});

/** The cell of a row that somebody asks "why?" about. */
function useAskedIn(repeat: string, row: number): string | undefined {
  const { asking } = useForm();
  return useSyncExternalStore(asking.subscribe, () => {
    const path = asking.asked();
    const cell = path === undefined ? undefined : cellOf(path);
    return cell?.repeat === repeat && cell.row === row ? path : undefined;
  });
}
