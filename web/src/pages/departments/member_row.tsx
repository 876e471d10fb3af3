import { useMutation } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import type { PasswordNews } from '../admin/initial_password';
import { StateTag } from '../admin/user_columns';
import {
  placeMember,
  restoreAccount,
  setAccountPassword,
  type Account,
  type Department,
} from './departments_api';
import styles from './departments.module.css';

interface MemberRowProps {
  account: Account;
  /** The one whose people are shown. */
  department: Department;
  /** Departments of the company that the viewer sees. */
  places: readonly Department[];
  changed: () => Promise<void>;
  showPassword: (news: PasswordNews) => void;
}

/** One of its people: who they are, whether something keeps them out, where they are, and what may be done. */
export function MemberRow({ account, department, places, changed, showPassword }: MemberRowProps) {
  const { t } = useTranslation(['departments', 'admin']);
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const name = account.display_name || account.user_name;
  const failed = (error: unknown) => void message.error(problemText(error));
  const place = useMutation({
    mutationFn: (to: string) => placeMember(to, account.id),
    onSuccess: changed,
    onError: failed,
  });
  const reset = useMutation({
    mutationFn: () => setAccountPassword(department.id, account.id),
    onSuccess: async ({ initial_password }) => {
      showPassword({ name, userName: account.user_name, password: initial_password });
      await changed();
    },
    onError: failed,
  });
  const restore = useMutation({
    mutationFn: () => restoreAccount(department.id, account.id),
    onSuccess: changed,
    onError: failed,
  });
  const acts = {
    restore: { asks: 'restore', does: restore },
    password: { asks: 'reset', does: reset },
  } as const;
  const ask = (what: keyof typeof acts) =>
    void modal.confirm({
      title: t(`admin:ask.${acts[what].asks}`, { name }),
      content: t(`admin:ask_text.${acts[what].asks}`),
      okText: t(`admin:do.${acts[what].asks}`),
      // Not awaited: the password may be asked for, and this dialog would cover that one.
      onOk: () => acts[what].does.mutate(),
    });
  return (
    <li>
      <div className={styles.person}>
        <span>
          {name} <span className="soft">{account.user_name}</span>
        </span>
        {(account.lock ?? account.state !== 'active') && <StateTag user={account} />}
      </div>
      <Select
        className={styles.department ?? ''}
        aria-label={t('department_of', { name })}
        value={places.find((one) => one.name === account.department)?.id ?? null}
        options={places.map(({ id, name: label }) => ({ value: id, label }))}
        loading={place.isPending}
        onChange={(to) => to && place.mutate(to)}
      />
      {account.may.length > 0 && (
        <div className={styles.acts}>
          {(['restore', 'password'] as const)
            .filter((what) => account.may.includes(what))
            .map((what) => (
              <Button
                key={what}
                size="small"
                aria-label={t(`${what}_of`, { name })}
                loading={acts[what].does.isPending}
                onClick={() => ask(what)}
              >
                {t(what)}
              </Button>
            ))}
        </div>
      )}
    </li>
  );
}
