import { Form, Input } from 'antd';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { DataField, Library, OfferedField } from './companies_api';

/** In the order of the form. */
export const inputs = [
  'name',
  'phone',
  'fax',
  'mobile',
  'contact_name',
  'email',
  'credit_code',
  'industry',
  'source',
  'website',
  'address',
  'former_name',
  'remark',
] as const satisfies readonly DataField[];

/** Enter does what the form is for; a further line is Shift+Enter, or pasted. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

/** The inputs for what is known of a company, inside of a form. */
export function CompanyFields({ choices }: Partial<Pick<Library, 'choices'>>) {
  const { t } = useTranslation('companies');
  const id = useId();
  // What the library has for it is offered; what it said before may stay, so it is an input and no list.
  const offered = (field: OfferedField) => {
    const items = choices?.[field].items ?? [];
    const list = `${id}${field}`;
    return (
      <>
        <Form.Item name={field} label={t(`field.${field}`)}>
          <Input maxLength={200} autoComplete="off" {...(items.length > 0 ? { list } : {})} />
        </Form.Item>
        <datalist id={list}>
          {items.map((item) => (
            <option key={item} value={item} />
          ))}
        </datalist>
      </>
    );
  };
  const lines = (field: DataField, mode: 'tel' | 'email') => (
    <Form.Item name={field} label={t(`field.${field}`)}>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        inputMode={mode}
        autoComplete="off"
        onKeyDown={submitOnEnter}
      />
    </Form.Item>
  );
  const line = (field: DataField, maxLength = 200) => (
    <Form.Item name={field} label={t(`field.${field}`)}>
      <Input maxLength={maxLength} autoComplete="off" />
    </Form.Item>
  );
  return (
    <>
      <Form.Item name="name" label={t('field.name')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <p className={styles.hint}>{t('numbers_hint')}</p>
      <div className={styles.fields}>
        {lines('phone', 'tel')}
        {lines('fax', 'tel')}
        {lines('mobile', 'tel')}
        {line('contact_name')}
        {lines('email', 'email')}
        {line('credit_code', 40)}
        {offered('industry')}
        {offered('source')}
        {line('website')}
      </div>
      {line('address')}
      {line('former_name')}
      <Form.Item name="remark" label={t('field.remark')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
