import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Entered } from './companies_api';

/** Where what was typed went: into a company of its own, or into the one that was there. */
export function EnteredNote({ entered: { company, bound } }: { entered: Entered }) {
  const { t } = useTranslation('companies');
  return (
    <Alert
      type="success"
      showIcon
      title={t(bound ? 'check.added_to_own' : 'check.entered')}
      description={<Link to={`/companies/${company.library}/${company.id}`}>{company.name}</Link>}
    />
  );
}
