import { ContactsOutlined, EditOutlined, UserAddOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList, type DataColumn } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { ContactDrawer } from './contact_drawer';
import { changeContact, contactsKey, listContacts, type Contact } from './contacts_api';

/** The people of a company whom forms may name: added, corrected, and set aside when they leave. */
export function ContactsPanel({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation('contacts');
  const client = useQueryClient();
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const contacts = useQuery({
    queryKey: contactsKey(partnerId),
    queryFn: ({ signal }) => listContacts(partnerId, signal),
  });
  const changed = () => client.invalidateQueries({ queryKey: contactsKey(partnerId) });
  const toggle = useMutation({
    mutationFn: (contact: Contact) =>
      changeContact(partnerId, contact, { active: !contact.active }),
    onSettled: changed,
  });
  return (
    <Panel
      title={t('title')}
      extra={
        <Button icon={<UserAddOutlined aria-hidden />} onClick={() => setEditing('new')}>
          {t('add')}
        </Button>
      }
    >
      <ProblemNote error={toggle.error} />
      <Loaded query={contacts} skeleton={<Skeleton active />}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<ContactsOutlined aria-hidden />} title={t('none')} />
          ) : (
            <DataList
              label={t('title')}
              rows={items}
              rowKey={(contact) => contact.id}
              columns={columns(t)}
              actions={(contact) => (
                <span style={{ display: 'inline-flex', gap: 4 }}>
                  <Button
                    type="text"
                    icon={<EditOutlined aria-hidden />}
                    aria-label={t('edit', { name: contact.name })}
                    onClick={() => setEditing(contact)}
                  />
                  <Button
                    type="text"
                    loading={toggle.isPending && toggle.variables.id === contact.id}
                    aria-label={t(contact.active ? 'leave_name' : 'return_name', {
                      name: contact.name,
                    })}
                    onClick={() => toggle.mutate(contact)}
                  >
                    {t(contact.active ? 'leave' : 'return')}
                  </Button>
                </span>
              )}
            />
          )
        }
      </Loaded>
      <ContactDrawer
        partnerId={partnerId}
        contact={editing}
        close={() => setEditing(null)}
        saved={async () => {
          setEditing(null);
          await changed();
        }}
      />
    </Panel>
  );
}

function columns(t: ReturnType<typeof useTranslation<'contacts'>>['t']): DataColumn<Contact>[] {
  return [
    { key: 'name', title: t('name'), card: 'title', render: (contact) => contact.name },
    {
      key: 'state',
      title: t('state'),
      card: 'mark',
      render: (contact) => (
        <Tag color={contact.active ? 'success' : 'default'} style={{ marginInlineEnd: 0 }}>
          {t(contact.active ? 'active' : 'left')}
        </Tag>
      ),
    },
    { key: 'title', title: t('job'), render: (contact) => contact.title || null },
    { key: 'mobile', title: t('mobile'), render: (contact) => contact.mobile || null },
    { key: 'email', title: t('email'), render: (contact) => contact.email || null },
  ];
}
