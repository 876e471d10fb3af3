import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../app/not_found_page';
import { useMe } from '../../session';
import { PageHeading } from '../parts/page_heading';
import { ContactsPanel } from './contacts_panel';

/** 联系人: the people of one's own company. */
export default function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { partner } = useMe();
  if (!partner) return <NotFoundPage />;
  return (
    <>
      <PageHeading title={partner.name ?? t('title')} subtitle={t('subtitle')} />
      <ContactsPanel partnerId={partner.id} />
    </>
  );
}
