import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PartnerAccounts } from '../admin/partner_accounts';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { contactsKey, listContacts } from './contacts_api';
import styles from './contacts.module.css';
import { ContactsPanel } from './contacts_panel';

/** A company as those see it who look after it: its contacts and its accounts. */
export default function PartnerPage() {
  const { t } = useTranslation('contacts');
  const { id = '' } = useParams();
  const contacts = useQuery({
    queryKey: contactsKey(id),
    queryFn: ({ signal }) => listContacts(id, signal),
  });
  return (
    <Loaded query={contacts} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
      {({ partner }) => (
        <>
          <PageHeading title={partner.name} subtitle={`${t('number')} ${partner.number}`} />
          <div className={styles.stack}>
            <ContactsPanel partnerId={id} />
            <PartnerAccounts partnerId={id} />
          </div>
        </>
      )}
    </Loaded>
  );
}
