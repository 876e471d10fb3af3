import {
  DeleteOutlined,
  EditOutlined,
  EyeInvisibleOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import type { Company } from './companies_api';
import { ContactDrawer } from './contact_drawer';
import { removeContact, type CompanyContact } from './contacts_api';
import { useChanged } from './use_changed';

/** 联系人: the people at a company, the main one first; its owner adds, changes and removes them. */
export function ContactsPanel({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const [editing, setEditing] = useState<CompanyContact | 'new' | null>(null);
  const mine = company.state === 'own';
  const contacts = [...company.contacts].sort((a, b) => Number(b.main) - Number(a.main));
  return (
    <Panel
      title={t('contacts.title')}
      extra={
        mine && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
            {t('contacts.add')}
          </Button>
        )
      }
    >
      {company.masked.length > 0 ? (
        <p className={styles.hint}>
          <span className={styles.masked} title={t('masked_why')}>
            <EyeInvisibleOutlined aria-hidden /> {t('masked')}
          </span>
        </p>
      ) : contacts.length === 0 ? (
        <p className={styles.hint}>{t('contacts.none')}</p>
      ) : (
        <ul className={styles.events}>
          {contacts.map((contact) => (
            <li key={contact.id} className={styles.event}>
              <Person contact={contact} />
              {mine && (
                <PersonButtons
                  company={company}
                  contact={contact}
                  edit={() => setEditing(contact)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <ContactDrawer company={company} contact={editing} close={() => setEditing(null)} />
    </Panel>
  );
}

function Person({ contact }: { contact: CompanyContact }) {
  const { t } = useTranslation('companies');
  const { name, position, mobile, phone, email, remark } = contact;
  return (
    <>
      <div className={styles.eventHead}>
        <strong>{name}</strong>
        {position && <span className="soft">{position}</span>}
        {contact.main && <Tag color="success">{t('contact.main')}</Tag>}
      </div>
      <div className={styles.eventHead}>
        {[mobile, phone].map(
          (number) =>
            number && (
              <a key={number} href={`tel:${number.replace(/[^\d+]/g, '')}`}>
                {number}
              </a>
            ),
        )}
        {email && <a href={`mailto:${email}`}>{email}</a>}
      </div>
      {remark && <p className={styles.eventText}>{remark}</p>}
    </>
  );
}

interface PersonButtonsProps {
  company: Company;
  contact: CompanyContact;
  edit: () => void;
}

function PersonButtons({ company, contact, edit }: PersonButtonsProps) {
  const { t } = useTranslation('companies');
  const changed = useChanged(company.library);
  const remove = useMutation({
    mutationFn: () => removeContact(company, contact.id),
    onSettled: changed,
  });
  const label = (what: string) => t('do_with', { what, name: contact.name });
  return (
    <div className={styles.buttons}>
      <Button
        size="small"
        icon={<EditOutlined aria-hidden />}
        aria-label={label(t('contacts.edit'))}
        onClick={edit}
      >
        {t('contacts.edit')}
      </Button>
      <Popconfirm
        title={t('contacts.remove_question', { name: contact.name })}
        okText={t('contacts.remove')}
        cancelText={t('cancel')}
        onConfirm={() => remove.mutate()}
      >
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={label(t('contacts.remove'))}
          loading={remove.isPending}
        >
          {t('contacts.remove')}
        </Button>
      </Popconfirm>
      <ProblemNote error={remove.error} />
    </div>
  );
}
