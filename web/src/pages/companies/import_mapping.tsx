import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { Library } from './companies_api';
import { inputs } from './company_fields';
import { contactColumns } from './imports_api';
import type { CompanyImport, ImportTarget } from './imports_api';
import { PersonSelect } from './person_select';

interface ImportMappingProps {
  job: CompanyImport;
  library: Library;
  busy: boolean;
  check: (target: ImportTarget) => void;
}

/** What each column means, as far as its heading says so, and where the companies go. */
export function ImportMapping({ job, library, busy, check }: ImportMappingProps) {
  const { t } = useTranslation('companies');
  const [target, setTarget] = useState<ImportTarget>(job.target);
  const administers = library.pools.some(({ administrator }) => administrator);
  const fields = [
    { value: '' as const, label: t('import.left_out') },
    {
      label: t('import.of_company'),
      options: inputs.map((field) => ({ value: field, label: t(`field.${field}`) })),
    },
    {
      label: t('import.of_contact'),
      options: contactColumns.map((field) => ({
        value: field,
        label: t('import.contact_field', { field: t(field) }),
      })),
    },
  ];
  const places = (['mine', 'pool', 'person'] as const).map((into) => ({
    value: into,
    label: t(`import.into_${into}`),
  }));
  return (
    <Form layout="vertical" onFinish={() => check(target)}>
      <h3>{t('import.columns')}</h3>
      <p className={styles.hint}>{t('import.people_hint')}</p>
      <div className={styles.fields}>
        {job.headings.map((heading, index) => (
          <Form.Item
            key={`${index} ${heading}`}
            label={heading || t('import.column', { index: index + 1 })}
          >
            <Select
              aria-label={heading || t('import.column', { index: index + 1 })}
              value={target.columns[index] ?? ''}
              options={fields}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(field) =>
                setTarget({ ...target, columns: target.columns.with(index, field) })
              }
            />
          </Form.Item>
        ))}
      </div>
      {administers && (
        <div className={styles.fields}>
          <Form.Item label={t('import.into')}>
            <Select
              aria-label={t('import.into')}
              value={target.into}
              options={places}
              onChange={(into) => setTarget({ ...target, into })}
            />
          </Form.Item>
          {target.into === 'person' && (
            <Form.Item label={t('person')}>
              <PersonSelect
                library={library.id}
                {...(target.person ? { value: target.person } : {})}
                onChange={(person) => setTarget({ ...target, person: person ?? '' })}
              />
            </Form.Item>
          )}
        </div>
      )}
      <Checkbox
        checked={target.warned ?? false}
        onChange={({ target: box }) => setTarget({ ...target, warned: box.checked })}
      >
        {t('import.warned')}
      </Checkbox>
      {target.warned && (
        <Form.Item label={t('check.reason_if_any')} extra={t('import.reason_hint')}>
          <Input
            aria-label={t('check.reason_if_any')}
            value={target.reason ?? ''}
            maxLength={500}
            autoComplete="off"
            onChange={({ target: { value } }) => setTarget({ ...target, reason: value })}
          />
        </Form.Item>
      )}
      <div className={styles.buttons}>
        <Button
          type={job.state === 'read' ? 'primary' : 'default'}
          htmlType="submit"
          loading={busy}
        >
          {t(job.state === 'read' ? 'import.check' : 'import.check_again')}
        </Button>
      </div>
    </Form>
  );
}
