import { Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api } from '../api';
import { confirmWith } from '../api/client';
import { AnsweredField } from '../account/answered_field';
import { useMe } from '../session';
import { useProblemText } from './use_problem_text';

/** Asks for the password when the server wants it before something sensitive, then lets that go on. */
export function ConfirmPassword() {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const problemText = useProblemText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const asked = useRef<{ answer: Promise<boolean>; settle: (confirmed: boolean) => void } | null>(
    null,
  );

  useEffect(() => {
    confirmWith(() => {
      // Several requests may wait for the same answer.
      if (!asked.current) {
        let settle: (confirmed: boolean) => void = () => undefined;
        const answer = new Promise<boolean>((resolve) => (settle = resolve));
        asked.current = { answer, settle };
        setPassword('');
        setFailure(undefined);
        setOpen(true);
      }
      return asked.current.answer;
    });
    return () => confirmWith(null);
  }, []);

  const end = (confirmed: boolean) => {
    setOpen(false);
    asked.current?.settle(confirmed);
    asked.current = null;
  };

  const confirm = async () => {
    if (password === '') {
      setFailure(t('confirm.missing'));
      return;
    }
    setBusy(true);
    try {
      await api.post('sessions/current/confirmation', { password });
      end(true);
    } catch (error) {
      const wrong = error instanceof ApiError && error.code === 'auth.invalid';
      setFailure(wrong ? t('confirm.wrong') : problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      title={t('confirm.title')}
      okText={t('confirm.ok')}
      cancelText={t('confirm.cancel')}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={() => end(false)}
      width={420}
      // Above the dialog or drawer whose button wanted it.
      zIndex={1200}
      destroyOnHidden
    >
      <p>{t('confirm.text')}</p>
      <input type="text" autoComplete="username" value={user.user_name} readOnly hidden />
      <AnsweredField id="confirm-password" label={t('confirm.password')} error={failure}>
        {(describedBy) => (
          <Input.Password
            id="confirm-password"
            value={password}
            status={failure === undefined ? undefined : 'error'}
            aria-describedby={describedBy}
            autoComplete="current-password"
            autoFocus
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={() => void confirm()}
          />
        )}
      </AnsweredField>
    </Modal>
  );
}
