import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api } from '../api';
import type { RecordData, Violation } from '../api';
import { useProblemText } from '../app/use_problem_text';
import { removeCopy, writeCopy } from '../form/draft/safety_copy';
import type { LoadedDefinition } from '../form/model/open_form';
import { FormProvider } from '../form/model/form_context';
import { useFormStore } from '../form/record/use_form_store';
import { FormView } from '../form/view/form_view';
import { LetterProvider } from '../form/view/letter';
import type { Account } from './account_step';
import { solveCaptcha } from './captcha/solve_in_worker';
import styles from './details_step.module.css';
import { registrationCopy } from './registration_copy';
import { forgetDraft, readKnownDraft, rememberDraft } from './registration_draft';

interface Props {
  definition: LoadedDefinition;
  account: Account;
  data: RecordData;
  onBack: (violations: readonly Violation[]) => void;
  onRegistered: () => Promise<void>;
}

const accountPaths = ['user_name', 'password', 'captcha'];
const isAccountFault = ({ path, code }: Violation) =>
  accountPaths.includes(path.replace(/^\//, '')) || code.startsWith('captcha.');

/** Step 2 of the registration, 代理商注册: the agent form, 暂存草稿 and 提交注册. */
export function DetailsStep({ definition, account, data, onBack, onRegistered }: Props) {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const store = useFormStore({ definition, record: data, values: { user: {}, settings: {} } });
  const [captcha, setCaptcha] = useState<string | null>(account.captcha);
  const [attempt, setAttempt] = useState(0);
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const [busy, setBusy] = useState<'draft' | 'register' | null>(null);

  useEffect(
    () =>
      store.onEdit(() => {
        const copy = { data: store.data(), version: 0, time: new Date().toISOString() };
        writeCopy(localStorage, registrationCopy, copy);
      }),
    [store],
  );

  const saveDraft = async () => {
    setBusy('draft');
    try {
      const known = readKnownDraft();
      const body = { user_name: account.user_name, data: store.data() };
      const { draft_token: token } = await api.post<{ draft_token: string }>(
        'registration-drafts',
        known ? { ...body, draft_token: known.token } : body,
      );
      rememberDraft({ token, user_name: account.user_name });
      void message.success(t('register.draft_saved'));
    } catch (error) {
      void message.error(problemText(error));
    } finally {
      setBusy(null);
    }
  };

  const refused = (error: unknown) => {
    if (!(error instanceof ApiError) || error.violations.length === 0) {
      void message.error(problemText(error));
      return;
    }
    const own = error.violations.filter(isAccountFault);
    if (own.length > 0) {
      onBack(own);
      return;
    }
    setElsewhere(store.setServerViolations(error.violations));
    setAttempt((count) => count + 1);
  };

  const register = async () => {
    if (store.validateAll().length > 0) {
      setElsewhere([]);
      setAttempt((count) => count + 1);
      return;
    }
    setBusy('register');
    try {
      // A solution is good for one request: the next attempt needs a new one.
      const solution = captcha ?? (await solveCaptcha(() => undefined));
      setCaptcha(null);
      const known = readKnownDraft();
      await api.post('registrations', {
        ...account,
        captcha: solution,
        data: store.data(),
        ...(known ? { draft_token: known.token } : {}),
      });
      removeCopy(localStorage, registrationCopy);
      forgetDraft();
      await onRegistered();
    } catch (error) {
      refused(error);
    } finally {
      setBusy(null);
    }
  };

  return (
    <FormProvider value={store}>
      <LetterProvider>
        <div className={styles.page}>
          <header className={styles.header}>
            <div>
              <h1>{t('details.title')}</h1>
              <p>{t('details.lead', { name: account.user_name })}</p>
            </div>
            <div className={styles.buttons}>
              <Button onClick={() => onBack([])}>{t('details.back')}</Button>
              <Button onClick={saveDraft} loading={busy === 'draft'} disabled={busy !== null}>
                {t('details.save_draft')}
              </Button>
              <Button
                type="primary"
                onClick={register}
                loading={busy === 'register'}
                disabled={busy !== null}
              >
                {t('details.register')}
              </Button>
            </div>
          </header>
          <FormView attempt={attempt} elsewhere={elsewhere} />
        </div>
      </LetterProvider>
    </FormProvider>
  );
}
