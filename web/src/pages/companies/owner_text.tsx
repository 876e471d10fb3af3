import { useTranslation } from 'react-i18next';
import type { Owner } from './companies_api';

/** Whose it is, as far as the viewer may see. */
export function OwnerText({ owner }: { owner: Owner | null | undefined }) {
  const { t } = useTranslation('companies');
  if (!owner) return t('owner.nobody');
  if (owner.mine) return t('owner.mine');
  const known = [owner.name, owner.department].filter(Boolean).join(' · ');
  return known || t('owner.hidden');
}
