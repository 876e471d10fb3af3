import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../api';
import type { RecordData, Violation } from '../api';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import { readCopy } from '../form/draft/safety_copy';
import { definitionQuery } from '../form/model/definition_query';
import { useSession } from '../session';
import { AccountCard } from './account_card';
import { AccountStep } from './account_step';
import type { Account } from './account_step';
import { registrationCopy } from './registration_copy';
import { forgetDraft, readKnownDraft } from './registration_draft';
import card from './account_card.module.css';
import styles from './register_page.module.css';

// The form and core load while step 1 is filled in.
const DetailsStep = lazy(() =>
  import('./details_step').then((module) => ({ default: module.DetailsStep })),
);

/** 用户注册, then 代理商注册: nothing is registered before both are right. */
export default function RegisterPage() {
  const { t } = useTranslation('account');
  const navigate = useNavigate();
  const { reload } = useSession();
  const problemText = useProblemText();
  const [known] = useState(readKnownDraft);
  const [account, setAccount] = useState<Account | null>(null);
  // A solved captcha is good for one request.
  const [used, setUsed] = useState(false);
  const [step, setStep] = useState<'account' | 'details'>('account');
  const [violations, setViolations] = useState<readonly Violation[]>([]);
  const definition = useQuery(definitionQuery('agent'));
  const draft = useQuery({
    queryKey: ['registration-draft', known?.token],
    queryFn: () => api.get<{ data: RecordData }>(`registration-drafts/${known?.token ?? ''}`),
    enabled: known !== null,
    retry: false,
    staleTime: Infinity,
  });
  // What was typed on this machine last is newer than the draft it may have been stored as.
  const [copy] = useState(() => readCopy(localStorage, registrationCopy));
  const continued = copy !== null || draft.data !== undefined;

  if (step === 'account' || !account) {
    const initial = {
      user_name: account?.user_name ?? known?.user_name ?? '',
      password: account?.password ?? '',
      captcha: used ? null : (account?.captcha ?? null),
    };
    return (
      <AccountCard title={t('register.title')} lead={t('register.lead')}>
        {continued && <p className={styles.continued}>{t('register.continued')}</p>}
        <AccountStep
          initial={initial}
          violations={violations}
          onDone={(done) => {
            setAccount(done);
            setUsed(false);
            setViolations([]);
            setStep('details');
            window.scrollTo(0, 0);
          }}
        />
        <p className={card.more}>
          {t('register.have_account')} <Link to="/sign-in">{t('sign_in.title')}</Link>
        </p>
      </AccountCard>
    );
  }
  if (definition.error) {
    return (
      <p role="alert" className={styles.problem}>
        {problemText(definition.error)}{' '}
        <Button onClick={() => void definition.refetch()}>{t('retry')}</Button>
      </p>
    );
  }
  if (!definition.data || draft.isLoading) return <PageLoading />;
  if (draft.error) forgetDraft();
  return (
    <Suspense fallback={<PageLoading />}>
      <DetailsStep
        definition={definition.data}
        account={account}
        data={readCopy(localStorage, registrationCopy)?.data ?? draft.data?.data ?? {}}
        onBack={(faults) => {
          setViolations(faults);
          setUsed(true);
          setStep('account');
        }}
        onRegistered={async () => {
          await reload();
          await navigate('/', { replace: true });
        }}
      />
    </Suspense>
  );
}
