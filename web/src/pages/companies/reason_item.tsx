import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { Library } from './companies_api';

/** Why a company is released: of the library's list, where it has one. */
export function ReasonItem({ library }: { library: Pick<Library, 'reasons'> }) {
  const { t } = useTranslation('companies');
  return (
    <>
      <p className={styles.hint}>{t('do.release_hint')}</p>
      <Form.Item name="reason" label={t('reason')}>
        {library.reasons.length === 0 ? (
          <Input maxLength={200} />
        ) : (
          <Select
            aria-label={t('reason')}
            options={library.reasons.map(({ code, label }) => ({ value: code, label }))}
          />
        )}
      </Form.Item>
    </>
  );
}
