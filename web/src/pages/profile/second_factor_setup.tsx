import { useMutation } from '@tanstack/react-query';
import { Button, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AnsweredField } from '../../account/answered_field';
import { api } from '../../api';
import { ProblemNote } from '../parts/problem_note';
import styles from './profile.module.css';

export interface Secret {
  secret: string;
  uri: string;
}

interface SecondFactorSetupProps {
  secret: Secret;
  cancel: () => void;
  done: (recoveryCodes: string[]) => Promise<void>;
}

/** The secret, to scan or to type, and the first code, which proves that the app has it. */
export function SecondFactorSetup({ secret, cancel, done }: SecondFactorSetupProps) {
  const { t } = useTranslation('profile');
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      api.post<{ recovery_codes: string[] }>('me/second-factor/confirm', { code: code.trim() }),
    onSuccess: (answer) => done(answer.recovery_codes),
  });
  return (
    <form
      className={styles.setup}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (code.trim() !== '') confirm.mutate();
      }}
    >
      <ol className={styles.steps}>
        <li>{t('second_factor.step_app')}</li>
        <li>
          {t('second_factor.step_scan')}
          {/* Drawn here: the secret leaves this page for nowhere. */}
          <QRCode type="svg" value={secret.uri} size={180} className={styles.qr ?? ''} />
          <span className="soft">{t('second_factor.by_hand')}</span>{' '}
          <Typography.Text code copyable={{ text: secret.secret }} className={styles.secret ?? ''}>
            {secret.secret.match(/.{4}/g)?.join(' ')}
          </Typography.Text>
        </li>
        <li>{t('second_factor.step_code')}</li>
      </ol>
      <AnsweredField id="first-code" label={t('second_factor.code')}>
        {(describedBy) => (
          <Input
            id="first-code"
            value={code}
            aria-describedby={describedBy}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </AnsweredField>
      <ProblemNote error={confirm.error} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('second_factor.confirm')}
        </Button>
        <Button onClick={cancel}>{t('second_factor.cancel')}</Button>
      </div>
    </form>
  );
}
