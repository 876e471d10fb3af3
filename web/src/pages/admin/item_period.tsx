import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonPopover } from '../parts/button_popover';
import type { DictionaryItem } from './admin_api';
import styles from './admin.module.css';

const ends = ['valid_from', 'valid_to'] as const;
type End = (typeof ends)[number];

/** Which of the two days the server has refused. */
export type RefusedDays = Record<End, boolean>;

interface PeriodProps {
  item: DictionaryItem;
  wrong: RefusedDays;
}

interface PeriodButtonProps extends PeriodProps {
  name: string;
  change: (item: DictionaryItem) => void;
}

/** The item without the days that are empty, which it does not have. */
export function withoutEmptyDays(item: DictionaryItem): DictionaryItem {
  const { valid_from: from, valid_to: to, ...rest } = item;
  return { ...rest, ...(from && { valid_from: from }), ...(to && { valid_to: to }) };
}

const isRefused = (wrong: RefusedDays) => ends.some((end) => wrong[end]);
const hasPeriod = (item: DictionaryItem) => ends.some((end) => item[end]);

/** The days an item is offered from and to, both included, each of them optional. */
export function PeriodButton({ item, name, wrong, change }: PeriodButtonProps) {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <ButtonPopover
      open={open}
      onOpenChange={setOpen}
      placement="bottom"
      content={
        <fieldset className={styles.period}>
          <legend>{t('dictionaries.period_of', { name })}</legend>
          {ends.map((end) => (
            <div key={end}>
              <label htmlFor={`${id}${end}`}>{t(`dictionaries.${end}`)}</label>
              <Input
                id={`${id}${end}`}
                type="date"
                max="9999-12-31"
                value={item[end] ?? ''}
                {...(wrong[end] ? { status: 'error', 'aria-invalid': true } : {})}
                onChange={(event) => change({ ...item, [end]: event.target.value })}
              />
            </div>
          ))}
          <Button onClick={() => change({ ...item, valid_from: '', valid_to: '' })}>
            {t('dictionaries.clear_period')}
          </Button>
        </fieldset>
      }
    >
      <Button
        type="text"
        danger={isRefused(wrong)}
        icon={<CalendarOutlined aria-hidden />}
        aria-label={t('dictionaries.period_of', { name })}
        aria-expanded={open}
        data-set={hasPeriod(item)}
        className={styles.periodButton ?? ''}
      />
    </ButtonPopover>
  );
}

/** The period in words, below the item that has one. */
export function PeriodText({ item, wrong }: PeriodProps) {
  const { t } = useTranslation('admin');
  const { valid_from: from, valid_to: to } = item;
  if (!hasPeriod(item)) return null;
  const words = !from ? 'until' : !to ? 'from' : 'between';
  return (
    <span className={styles.periodText} data-wrong={isRefused(wrong)}>
      {t(`dictionaries.period_${words}`, { from, to })}
    </span>
  );
}
