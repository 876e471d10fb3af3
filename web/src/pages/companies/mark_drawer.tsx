import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import styles from './companies.module.css';
import { markDifferent } from './pairs_api';

interface MarkDrawerProps {
  open: boolean;
  company: { id: string; library: string; name: string };
  /** Another company, or a name that is none yet. */
  from: { other: string; name: string } | { name: string };
  close: () => void;
  done: () => Promise<unknown>;
}

/** "Not a duplicate", and why. */
export function MarkDrawer({ open, company, from, close, done }: MarkDrawerProps) {
  const { t } = useTranslation('companies');
  return (
    <FormDrawer<{ reason?: string }, unknown>
      open={open}
      title={t('pair.mark')}
      size={420}
      initial={{}}
      inputs={['reason']}
      save={({ reason = '' }) =>
        markDifferent(company, 'other' in from ? { other: from.other } : from, reason.trim())
      }
      saved={done}
      close={close}
    >
      <p>{t('pair.mark_what', { one: company.name, other: from.name })}</p>
      <p className={styles.hint}>{t('pair.mark_hint')}</p>
      <Form.Item name="reason" label={t('pair.reason')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
