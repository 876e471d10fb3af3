import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblems } from '../parts/form_problems';
import { ProblemNote } from '../parts/problem_note';
import { changeContact, createContact, type Contact, type ContactDraft } from './contacts_api';
import styles from './contacts.module.css';

const inputs = ['name', 'title', 'mobile', 'email'] as const;

interface ContactDrawerProps {
  partnerId: string;
  contact: Contact | 'new' | null;
  close: () => void;
  saved: () => Promise<void>;
}

export function ContactDrawer({ partnerId, contact, close, saved }: ContactDrawerProps) {
  const { t } = useTranslation('contacts');
  return (
    <Drawer
      open={contact !== null}
      onClose={close}
      size={420}
      destroyOnHidden
      title={contact === 'new' ? t('add') : t('change')}
    >
      {contact !== null && (
        <ContactForm
          partnerId={partnerId}
          contact={contact === 'new' ? null : contact}
          close={close}
          saved={saved}
        />
      )}
    </Drawer>
  );
}

interface ContactFormProps {
  partnerId: string;
  contact: Contact | null;
  close: () => void;
  saved: () => Promise<void>;
}

function ContactForm({ partnerId, contact, close, saved }: ContactFormProps) {
  const { t } = useTranslation('contacts');
  const [form] = Form.useForm<ContactDraft>();
  const [left, setLeft] = useState<unknown>(null);
  const save = useMutation({
    mutationFn: (draft: ContactDraft) =>
      contact ? changeContact(partnerId, contact, draft) : createContact(partnerId, draft),
    onSuccess: saved,
    onError: (error) => setLeft(showProblems(form, error, inputs) ? null : error),
  });
  return (
    <Form<ContactDraft>
      form={form}
      layout="vertical"
      requiredMark
      initialValues={contact ?? { name: '', title: '', mobile: '', email: '' }}
      onFinish={(draft) => {
        setLeft(null);
        save.mutate(draft);
      }}
    >
      <Form.Item name="name" label={t('name')} required>
        <Input maxLength={100} autoComplete="off" autoFocus />
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
      <ProblemNote error={left} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
