import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, localised } from '../../i18n';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { saveDictionary, type Dictionary, type DictionaryItem } from './admin_api';
import styles from './admin.module.css';
import { OrderButtons } from './order_buttons';
import { moved, replaced } from './ordered';

interface DictionaryEditorProps {
  name: string;
  dictionary: Dictionary;
}

/**
 * Items of one dictionary. Nothing is ever deleted: records keep the code they were given, so an
 * item that is not to be chosen any more is retired. Further attributes stay as they are.
 */
export function DictionaryEditor({ name, dictionary }: DictionaryEditorProps) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [items, setItems] = useState(dictionary.items);
  const stored = new Set(dictionary.items.map((item) => item.code));
  const save = useMutation({
    mutationFn: () => saveDictionary(name, { ...dictionary, items }),
    onSuccess: async () => {
      void message.success(t('saved'));
      await client.invalidateQueries({ queryKey: ['admin', 'dictionary', name] });
      await client.invalidateQueries({ queryKey: ['definitions'] });
      await client.invalidateQueries({ queryKey: ['dictionaries', name] });
    },
  });
  return (
    <Panel title={localised(dictionary.label, currentLocale())}>
      <div className={`${styles.item ?? ''} ${styles.itemHead ?? ''}`} aria-hidden>
        <span>{t('dictionaries.code')}</span>
        <span>{t('dictionaries.chinese')}</span>
        <span>{t('dictionaries.english')}</span>
        <span>{t('dictionaries.retired')}</span>
        <span />
      </div>
      <ul className={styles.items} aria-label={localised(dictionary.label, currentLocale())}>
        {items.map((item, index) => (
          // The place is the identity while typing: a new item's code changes with every key.
          <ItemRow
            key={index}
            item={item}
            fresh={!stored.has(item.code)}
            change={(next) => setItems(replaced(items, index, next))}
            order={
              <OrderButtons
                name={localised(item.label, currentLocale()) || item.code}
                index={index}
                count={items.length}
                move={(by) => setItems(moved(items, index, by))}
              />
            }
          />
        ))}
      </ul>
      <ProblemNote error={save.error} />
      <div className={styles.formButtons}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setItems([...items, { code: '', label: { 'zh-CN': '', en: '' } }])}
        >
          {t('dictionaries.add')}
        </Button>
      </div>
    </Panel>
  );
}

interface ItemRowProps {
  item: DictionaryItem;
  /** Not stored yet: its code can still be chosen, and it can be left out again. */
  fresh: boolean;
  change: (item: DictionaryItem) => void;
  order: React.ReactNode;
}

function ItemRow({ item, fresh, change, order }: ItemRowProps) {
  const { t } = useTranslation('admin');
  const retired = item.retired === true;
  const label = (locale: 'zh-CN' | 'en', name: string) => (
    <Input
      value={item.label[locale]}
      maxLength={100}
      aria-label={`${name} ${item.code}`}
      placeholder={name}
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
          aria-label={t('dictionaries.code')}
          placeholder={t('dictionaries.code')}
          onChange={(event) => change({ ...item, code: event.target.value.trim() })}
        />
      ) : (
        <code>{item.code}</code>
      )}
      {label('zh-CN', t('dictionaries.chinese'))}
      {label('en', t('dictionaries.english'))}
      <Checkbox
        checked={retired}
        aria-label={t('dictionaries.retire', { name: item.code })}
        onChange={(event) => change({ ...item, retired: event.target.checked })}
      />
      {order}
    </li>
  );
}
