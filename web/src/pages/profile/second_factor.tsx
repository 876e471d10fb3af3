import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { KeepFocus } from '../parts/keep_focus';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './profile.module.css';
import { RecoveryCodes } from './recovery_codes';
import { SecondFactorSetup, type Secret } from './second_factor_setup';

interface State {
  on: boolean;
  since?: string;
  recovery_codes: number;
}

const key = ['second-factor'];

/** 两步验证: a code of an authenticator app beside the password, and recovery codes. */
export function SecondFactor() {
  const { t } = useTranslation('profile');
  const { modal } = App.useApp();
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [noted, setNoted] = useState(0);
  const state = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<State>('me/second-factor', { signal }),
  });
  const changed = () => client.invalidateQueries({ queryKey: key });
  const begin = useMutation({ mutationFn: () => api.post<Secret>('me/second-factor') });
  const renew = useMutation({
    mutationFn: () => api.post<{ recovery_codes: string[] }>('me/second-factor/recovery-codes'),
    onSuccess: async (made) => {
      setCodes(made.recovery_codes);
      await changed();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete('me/second-factor'),
    onSuccess: changed,
  });
  const ask = (what: 'renew' | 'remove', run: () => void) =>
    void modal.confirm({
      title: t(`second_factor.${what}_ask`),
      okText: t(`second_factor.${what}`),
      okButtonProps: { danger: what === 'remove' },
      onOk: () => run(),
    });
  return (
    <Panel title={t('second_factor.title')}>
      <p className={styles.lead}>{t('second_factor.lead')}</p>
      <Loaded query={state} skeleton={<Skeleton active paragraph={{ rows: 2 }} />}>
        {({ on, since, recovery_codes }) => (
          <KeepFocus of={`${on} ${begin.isSuccess} ${noted}`}>
            {on ? (
              <>
                <p>
                  <Tag color="success">{t('second_factor.on')}</Tag>{' '}
                  {since !== undefined && <Moment time={since} />}
                </p>
                <p className={styles.left}>{t('second_factor.left', { count: recovery_codes })}</p>
                <div className={styles.buttons}>
                  <Button loading={renew.isPending} onClick={() => ask('renew', renew.mutate)}>
                    {t('second_factor.renew')}
                  </Button>
                  <Button
                    danger
                    loading={remove.isPending}
                    onClick={() => ask('remove', remove.mutate)}
                  >
                    {t('second_factor.remove')}
                  </Button>
                </div>
              </>
            ) : begin.data ? (
              <SecondFactorSetup
                secret={begin.data}
                cancel={() => begin.reset()}
                done={async (made) => {
                  begin.reset();
                  setCodes(made);
                  await changed();
                }}
              />
            ) : (
              <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
                {t('second_factor.begin')}
              </Button>
            )}
          </KeepFocus>
        )}
      </Loaded>
      <ProblemNote error={begin.error ?? renew.error ?? remove.error} />
      <RecoveryCodes
        codes={codes}
        close={() => setCodes(null)}
        closed={() => setNoted(noted + 1)}
      />
    </Panel>
  );
}
