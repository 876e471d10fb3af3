import { DisconnectOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiError, api } from '../../api';
import { useSession } from '../../session';
import { showProblems } from '../parts/form_problems';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { ProblemNote } from '../parts/problem_note';
import styles from './setup.module.css';

interface SetupDraft {
  organisation: string;
  user_name: string;
  password: string;
  again: string;
}

const inputs = ['organisation', 'user_name', 'password', 'again'] as const;

/** The one-time link of the first start: creates the administrator, then never works again. */
export default function SetupPage() {
  const { t } = useTranslation('setup');
  const { token = '' } = useParams();
  const title = t('title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  const link = useQuery({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => api.get<object>(`setup/${encodeURIComponent(token)}`, { signal }),
    staleTime: Infinity,
    retry: false,
  });
  const { reload } = useSession();
  const navigate = useNavigate();
  // Whoever created the account is signed in with it.
  const enter = async () => {
    await reload();
    await navigate('/', { replace: true });
  };
  const used = link.error instanceof ApiError && link.error.status < 500;
  return (
    <div className={styles.page}>
      <div className={styles.card}>
        <h1>{title}</h1>
        {used ? (
          <Notice
            icon={<DisconnectOutlined aria-hidden />}
            title={t('used')}
            text={t('used_text')}
          />
        ) : (
          <Loaded query={link} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
            {() => <SetupForm token={token} done={enter} />}
          </Loaded>
        )}
      </div>
    </div>
  );
}

function SetupForm({ token, done }: { token: string; done: () => Promise<void> }) {
  const { t } = useTranslation('setup');
  const [form] = Form.useForm<SetupDraft>();
  const [left, setLeft] = useState<unknown>(null);
  const create = useMutation({
    mutationFn: ({ organisation, user_name, password }: SetupDraft) =>
      api.post(`setup/${encodeURIComponent(token)}`, { organisation, user_name, password }),
    onSuccess: done,
    onError: (error) => setLeft(showProblems(form, error, inputs) ? null : error),
  });
  return (
    <>
      <p className={styles.text}>{t('text')}</p>
      <Form<SetupDraft>
        form={form}
        layout="vertical"
        size="large"
        onFinish={(draft) => {
          setLeft(null);
          // A typing slip in a hidden field is no rule of the domain: only the two fields know.
          if (draft.password !== draft.again) {
            form.setFields([{ name: 'again', errors: [t('differs')] }]);
            return;
          }
          create.mutate(draft);
        }}
      >
        <Form.Item name="organisation" label={t('organisation')}>
          <Input maxLength={100} autoComplete="organization" autoFocus />
        </Form.Item>
        <Form.Item name="user_name" label={t('user_name')}>
          <Input maxLength={64} autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} extra={t('password_hint')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label={t('again')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" block loading={create.isPending}>
          {t('create')}
        </Button>
      </Form>
    </>
  );
}
