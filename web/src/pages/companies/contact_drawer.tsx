import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import { useCollision } from './collision_refusal';
import styles from './companies.module.css';
import type { Company } from './companies_api';
import { contactTexts, saveContact } from './contacts_api';
import type { CompanyContact, ContactData, ContactField } from './contacts_api';
import { useChanged } from './use_changed';

interface ContactDrawerProps {
  company: Company;
  /** One that is changed; "new": one more; null: closed. */
  contact: CompanyContact | 'new' | null;
  close: () => void;
}

/** Somebody at a company: numbers are checked as the company's own are. */
export function ContactDrawer({ company, contact, close }: ContactDrawerProps) {
  const { t } = useTranslation('companies');
  const changed = useChanged(company.library);
  const { said, refusal } = useCollision(company.library);
  const known = contact === null || contact === 'new' ? undefined : contact;
  const line = (field: ContactField) => (
    <Form.Item name={field} label={t(`contact.${field}`)}>
      <Input maxLength={200} autoComplete="off" />
    </Form.Item>
  );
  return (
    <FormDrawer<ContactData, unknown>
      open={contact !== null}
      title={t(known ? 'contacts.edit_of' : 'contacts.add_to', {
        name: known?.name ?? company.name,
      })}
      size={480}
      initial={known ?? { main: company.contacts.length === 0 }}
      inputs={contactTexts}
      save={(draft) => saveContact(company, dataOf(draft), known?.id, said())}
      saved={async () => {
        await changed();
        close();
      }}
      close={close}
      refusal={refusal}
    >
      <p className={styles.hint}>{t('contacts.hint')}</p>
      {line('name')}
      {line('position')}
      <div className={styles.fields}>
        {line('mobile')}
        {line('phone')}
      </div>
      {line('email')}
      <Form.Item name="remark" label={t('contact.remark')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="main" valuePropName="checked">
        <Checkbox>{t('contact.main')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

function dataOf(draft: ContactData): ContactData {
  const data: ContactData = { main: draft.main ?? false };
  for (const field of contactTexts) {
    const text = draft[field]?.trim();
    if (text) data[field] = text;
  }
  return data;
}
