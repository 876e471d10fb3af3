import { EyeInvisibleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import { lists, type Company, type DataField, type ListField } from './companies_api';

/** An answer about a company; what the pool masks until it is claimed is shown as masked, never as missing. */
export function Masked({ company, field }: { company: Company; field: DataField }) {
  const { t } = useTranslation('companies');
  if (company.masked.includes(field)) {
    return (
      <span className={styles.masked} title={t('masked_why')}>
        <EyeInvisibleOutlined aria-hidden /> {t('masked')}
      </span>
    );
  }
  const isList = (lists as readonly string[]).includes(field);
  if (!isList) return (company.data[field] as string | undefined) ?? null;
  return (company.data[field as ListField] ?? []).map((one) => <div key={one}>{one}</div>);
}
