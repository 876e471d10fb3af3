import { Button, Input } from 'antd';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { Check } from './companies_api';

interface GoOnProps {
  check: Check;
  text: string;
  icon?: ReactNode;
  busy?: boolean;
  /** With why, where that is needed; the button then submits the form around it, where it is one's. */
  go: (reason: string) => void;
  submits?: boolean;
}

/** Whoever has read that a company is probably there goes on all the same, and says why where the rules ask for it. */
export function GoOn({ check, text, icon, busy = false, go, submits = false }: GoOnProps) {
  const { t } = useTranslation('companies');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const needed = check.reason_needed;
  return (
    <div ref={place} className={styles.goOn}>
      <label htmlFor={id}>{t(needed ? 'check.reason' : 'check.reason_if_any')}</label>
      <Input
        id={id}
        value={reason}
        maxLength={500}
        autoComplete="off"
        aria-required={needed}
        {...(missing ? { status: 'error' as const, 'aria-invalid': true } : {})}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onChange={({ target }) => {
          setReason(target.value);
          setMissing(false);
        }}
      />
      {missing && (
        <div id={`${id}-missing`} role="alert" className={styles.wrong}>
          {t('check.reason_missing')}
        </div>
      )}
      <div className={styles.buttons}>
        <Button
          icon={icon}
          loading={busy}
          htmlType={submits ? 'submit' : 'button'}
          onClick={(event) => {
            if (needed && reason.trim() === '') {
              event.preventDefault();
              setMissing(true);
              place.current?.querySelector('input')?.focus();
              return;
            }
            go(reason.trim());
          }}
        >
          {text}
        </Button>
      </div>
    </div>
  );
}
