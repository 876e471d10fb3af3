import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import { changeContact, createContact, type Contact, type ContactDraft } from './contacts_api';

const inputs = ['name', 'title', 'mobile', 'email'] as const;
const nobody: ContactDraft = { name: '', title: '', mobile: '', email: '' };

interface ContactDrawerProps {
  partnerId: string;
  contact: Contact | 'new' | null;
  close: () => void;
  saved: () => Promise<void>;
}

export function ContactDrawer({ partnerId, contact, close, saved }: ContactDrawerProps) {
  const { t } = useTranslation('contacts');
  const known = contact === 'new' ? null : contact;
  return (
    <FormDrawer<ContactDraft, Contact>
      open={contact !== null}
      title={t(known ? 'change' : 'add')}
      size={420}
      initial={known ?? nobody}
      inputs={inputs}
      save={(draft) =>
        known ? changeContact(partnerId, known, draft) : createContact(partnerId, draft)
      }
      saved={saved}
      close={close}
    >
      <Form.Item name="name" label={t('name')} required>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="title" label={t('job')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="mobile" label={t('mobile')}>
        <Input maxLength={30} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('email')}>
        <Input maxLength={254} inputMode="email" autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
