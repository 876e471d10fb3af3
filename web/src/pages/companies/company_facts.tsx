import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import styles from './companies.module.css';
import type { Company } from './companies_api';
import { inputs } from './company_fields';
import { Masked } from './masked';

/** What is known of a company, masked where it is not the viewer's to see. */
export function CompanyFacts({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const known = inputs.filter(
    (field) => company.data[field] !== undefined || company.masked.includes(field),
  );
  return (
    <dl className={styles.facts}>
      {known.map((field) => (
        <Fact key={field} name={t(`field.${field}`)}>
          <Masked company={company} field={field} />
        </Fact>
      ))}
      <Fact name={t('entered_at')}>
        <Moment time={company.entered_at} />
      </Fact>
      {company.owned_since && (
        <Fact name={t('owned_since')}>
          <Moment time={company.owned_since} />
        </Fact>
      )}
      {company.touched_at !== undefined && (
        <Fact name={t('column.touched')}>
          {company.touched_at ? <Moment time={company.touched_at} /> : t('never')}
        </Fact>
      )}
      {company.dealt_at && (
        <Fact name={t('dealt_at')}>
          <Moment time={company.dealt_at} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
