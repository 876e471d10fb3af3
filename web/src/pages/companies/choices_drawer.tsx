import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import styles from './companies.module.css';
import { offeredFields, writeChoices, type Library, type OfferedField } from './companies_api';
import { useChanged } from './use_changed';

type Draft = Partial<Record<OfferedField, string>>;

const linesOf = (text = '') => text.split('\n').map((line) => line.trim());

/** 来源和行业: what the form of a company offers, a line each; whoever administers the library keeps it. */
export function ChoicesDrawer({ library }: { library: Library }) {
  const { t } = useTranslation('companies');
  const [open, setOpen] = useState(false);
  const changed = useChanged(library.id);
  const { choices } = library;
  const initial: Draft = {};
  for (const field of offeredFields) initial[field] = choices[field].items.join('\n');
  const save = async (draft: Draft) => {
    try {
      for (const field of offeredFields) {
        const items = linesOf(draft[field]).filter((line) => line !== '');
        if (items.join('\n') === initial[field]) continue;
        await writeChoices(library.id, field, items, choices[field].version);
      }
    } finally {
      // One may be written when the other is refused.
      await changed();
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('offered.title')}…</Button>
      <FormDrawer<Draft, void>
        open={open}
        title={`${t('offered.title')}${t('colon')}${library.label}`}
        size={420}
        initial={initial}
        inputs={offeredFields}
        save={save}
        saved={() => {
          setOpen(false);
          return Promise.resolve();
        }}
        close={() => setOpen(false)}
      >
        <p className={styles.hint}>{t('offered.hint')}</p>
        {offeredFields.map((field) => (
          <Form.Item key={field} name={field} label={t(`field.${field}`)}>
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} />
          </Form.Item>
        ))}
      </FormDrawer>
    </>
  );
}
