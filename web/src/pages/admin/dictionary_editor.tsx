import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api';
import { currentLocale, localised } from '../../i18n';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { saveDictionary, type Dictionary, type DictionaryItem } from './admin_api';
import styles from './admin.module.css';
import { OrderButtons } from './order_buttons';
import { PeriodButton, PeriodText, withoutEmptyDays, type RefusedDays } from './item_period';
import { moved, replaced, without } from './ordered';
import { leaveRow } from './row_focus';

interface DictionaryEditorProps {
  name: string;
  dictionary: Dictionary;
}

interface Row {
  item: DictionaryItem;
  /** Not stored yet: its code can still be chosen, and it can be left out again. */
  fresh: boolean;
}

const nothing: DictionaryItem = { code: '', label: { 'zh-CN': '', en: '' } };
/** Only Chinese has to be there; what is left out is not a text or a day that is empty. */
const written = (item: DictionaryItem): DictionaryItem => ({
  ...withoutEmptyDays(item),
  label: Object.fromEntries(Object.entries(item.label).filter(([, text]) => text !== '')),
});
const stored = ({ items }: Dictionary): Row[] => items.map((item) => ({ item, fresh: false }));

/**
 * Items of one dictionary. Nothing is ever deleted: records keep the code they were given, so an
 * item that is not to be chosen any more is retired, or given a period it is offered in. Further attributes stay as they are.
 */
export function DictionaryEditor({ name, dictionary }: DictionaryEditorProps) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [rows, setRows] = useState(() => stored(dictionary));
  const save = useMutation({
    mutationFn: (rows: readonly Row[]) =>
      saveDictionary(name, { ...dictionary, items: rows.map(({ item }) => written(item)) }),
    onSuccess: async (saved, sent) => {
      void message.success(t('saved'));
      // What was typed while it was being saved stays.
      setRows((now) => (now === sent ? stored(saved) : now));
      client.setQueryData(['admin', 'dictionary', name], saved);
      await client.invalidateQueries({ queryKey: ['definitions'] });
      await client.invalidateQueries({ queryKey: ['dictionaries', name] });
    },
  });
  // Of the rows that were sent; whoever corrects one is told anew.
  const violations =
    save.error instanceof ApiError && save.variables === rows && save.error.violations;
  const refused = (index: number, part: string) =>
    violations !== false && violations.some(({ path }) => path === `/items/${index}/${part}`);
  const refusedDays = (index: number) => ({
    valid_from: refused(index, 'valid_from'),
    valid_to: refused(index, 'valid_to'),
  });
  const addButton = useRef<HTMLButtonElement>(null);
  const nameOf = (item: DictionaryItem) =>
    localised(item.label, currentLocale()) || item.code || t('dictionaries.fresh');
  return (
    <Panel title={localised(dictionary.label, currentLocale())}>
      <div className={`${styles.item ?? ''} ${styles.itemHead ?? ''}`} aria-hidden>
        <span>{t('dictionaries.code')}</span>
        <span>{t('dictionaries.chinese')}</span>
        <span>{t('dictionaries.english')}</span>
        <span>{t('dictionaries.retired')}</span>
        <span>{t('dictionaries.period')}</span>
        <span />
      </div>
      <ul className={styles.items} aria-label={localised(dictionary.label, currentLocale())}>
        {rows.map(({ item, fresh }, index) => (
          // The place is the identity while typing: a new item's code changes with every key.
          <ItemRow
            key={index}
            item={item}
            name={nameOf(item)}
            fresh={fresh}
            wrong={{
              code: refused(index, 'code'),
              label: refused(index, 'label'),
              ...refusedDays(index),
            }}
            change={(next) => setRows(replaced(rows, index, { item: next, fresh }))}
            order={
              <OrderButtons
                name={nameOf(item)}
                index={index}
                count={rows.length}
                move={(by) => setRows(moved(rows, index, by))}
              />
            }
            remove={(event) => {
              leaveRow(event.currentTarget, addButton.current);
              setRows(without(rows, index));
            }}
          />
        ))}
      </ul>
      <ProblemNote error={save.error} />
      <div className={styles.formButtons}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(rows)}>
          {t('save')}
        </Button>
        <Button
          ref={addButton}
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setRows([...rows, { item: nothing, fresh: true }])}
        >
          {t('dictionaries.add')}
        </Button>
      </div>
    </Panel>
  );
}

interface ItemRowProps extends Row {
  name: string;
  /** What the server has refused. */
  wrong: { code: boolean; label: boolean } & RefusedDays;
  change: (item: DictionaryItem) => void;
  remove: (event: React.MouseEvent<HTMLElement>) => void;
  order: React.ReactNode;
}

const refusal = (refused: boolean) =>
  refused ? ({ status: 'error', 'aria-invalid': true } as const) : {};

function ItemRow({ item, fresh, name, wrong, change, remove, order }: ItemRowProps) {
  const { t } = useTranslation('admin');
  const retired = item.retired === true;
  const label = (locale: 'zh-CN' | 'en', language: string) => (
    <Input
      value={item.label[locale] ?? ''}
      {...refusal(wrong.label && locale === 'zh-CN')}
      maxLength={100}
      aria-label={`${language} ${item.code}`}
      placeholder={language}
      onChange={(event) =>
        change({ ...item, label: { ...item.label, [locale]: event.target.value } })
      }
    />
  );
  return (
    <li className={styles.item} data-retired={retired}>
      {fresh ? (
        <Input
          value={item.code}
          maxLength={40}
          autoFocus
          {...refusal(wrong.code)}
          aria-label={t('dictionaries.code')}
          placeholder={t('dictionaries.code')}
          onChange={(event) => change({ ...item, code: event.target.value.trim() })}
        />
      ) : (
        <code>{item.code}</code>
      )}
      {label('zh-CN', t('dictionaries.chinese'))}
      {label('en', t('dictionaries.english'))}
      {fresh ? (
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('remove', { name })}
          data-remove
          onClick={remove}
        />
      ) : (
        <Checkbox
          checked={retired}
          aria-label={t('dictionaries.retire', { name: item.code })}
          onChange={(event) => change({ ...item, retired: event.target.checked })}
        />
      )}
      <PeriodButton item={item} name={name} wrong={wrong} change={change} />
      {order}
      <PeriodText item={item} wrong={wrong} />
    </li>
  );
}
