import { Alert, Button, Input } from 'antd';
import type { ReactNode, SubmitEvent } from 'react';
import styles from './account_form.module.css';
import { AnsweredField } from './answered_field';

interface AccountFormProps {
  /** Why the last attempt failed, where it belongs to no field. */
  failure?: string | null;
  /** The one button. */
  submit: string;
  busy?: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** The form of an account card. Not antd's: with all it brings along, the sign-in page would load a tenth longer. */
export function AccountForm({
  failure = null,
  submit,
  busy = false,
  onSubmit,
  children,
}: AccountFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {failure !== null && (
        <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
      )}
      {children}
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={busy}
        className={styles.submit}
      >
        {submit}
      </Button>
    </form>
  );
}

interface AccountInputProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'username' | 'current-password' | 'new-password' | 'one-time-code';
  hint?: string;
  error?: string | undefined;
  good?: string | undefined;
  required?: boolean;
  autoFocus?: boolean;
}

/** A field of it, which answers inline. */
export function AccountInput({
  value,
  onChange,
  autoComplete,
  autoFocus = false,
  ...field
}: AccountInputProps) {
  const Control = autoComplete.endsWith('-password') ? Input.Password : Input;
  const wrong = field.error !== undefined;
  return (
    <AnsweredField {...field}>
      {(describedBy) => (
        <Control
          id={field.id}
          size="large"
          value={value}
          status={wrong ? 'error' : undefined}
          aria-invalid={wrong}
          aria-describedby={describedBy}
          aria-required={field.required}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={autoFocus}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </AnsweredField>
  );
}
