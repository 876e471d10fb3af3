import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { KeepFocus } from '../parts/keep_focus';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { deviceOf } from './device';
import styles from './profile.module.css';

interface OwnSession {
  id: string;
  created_at: string;
  used_at?: string;
  address?: string;
  agent?: string;
  current?: boolean;
}

/** Where this account is signed in, each but the present one can be ended. */
export function Sessions() {
  const { t } = useTranslation('profile');
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: OwnSession[] }>('sessions', { signal })).items,
  });
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Panel title={t('sessions')} flush>
      <ProblemNote error={end.error} />
      <Loaded query={sessions} skeleton={<Skeleton active style={{ padding: 20 }} />}>
        {(items) => (
          <KeepFocus of={items.length}>
            <ul className={styles.sessions}>
              {items.map((session) => (
                <li key={session.id}>
                  <div className={styles.sessionText}>
                    <div>
                      {deviceOf(session.agent ?? '') ?? t('unknown_device')}{' '}
                      {session.current && <Tag color="success">{t('this_session')}</Tag>}
                    </div>
                    <div className="soft">
                      {session.address} · {t('signed_in')} <Moment time={session.created_at} />
                    </div>
                  </div>
                  {!session.current && (
                    <Button
                      loading={end.isPending && end.variables === session.id}
                      onClick={() => end.mutate(session.id)}
                    >
                      {t('end_session')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </KeepFocus>
        )}
      </Loaded>
    </Panel>
  );
}
