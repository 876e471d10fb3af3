import { EditOutlined, MoreOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { hasRole, useMe } from '../../session';
import { ButtonMenu } from '../parts/button_menu';
import {
  changeUserState,
  removeSecondFactor,
  resetPassword,
  type AdminUser,
  type UserChange,
} from './admin_api';
import type { PasswordNews } from './initial_password';

interface UserActionsProps {
  user: AdminUser;
  /** Missing where only the password is set and locks are lifted. */
  edit?: () => void;
  changed: () => Promise<void>;
  showPassword: (news: PasswordNews) => void;
}

/** What can be done with an account in its state; one's own is never locked away by oneself. */
export function UserActions({ user, edit, changed, showPassword }: UserActionsProps) {
  const { t } = useTranslation('admin');
  const { modal, message } = App.useApp();
  const problemText = useProblemText();
  const me = useMe();
  const own = me.user.id === user.id;
  // Managers set initial passwords; everything else is the administrators'.
  const administers = hasRole(me, ['admin']);
  const name = user.display_name || user.user_name;
  const failed = (error: unknown) => void message.error(problemText(error));
  const reset = useMutation({
    mutationFn: () => resetPassword(user.id),
    onSuccess: async (answer) => {
      showPassword({ name, userName: user.user_name, password: answer.initial_password });
      await changed();
    },
    onError: failed,
  });
  const change = useMutation({
    mutationFn: (what: UserChange) => changeUserState(user.id, what),
    onSuccess: changed,
    onError: failed,
  });
  const factor = useMutation({
    mutationFn: () => removeSecondFactor(user.id),
    onSuccess: changed,
    onError: failed,
  });
  const changes: (UserChange | 'remove_factor')[] = [];
  if (administers && user.second_factor) changes.push('remove_factor');
  // Also what failed sign-ins locked for a time, and what was not used for long.
  if (administers && user.lock && user.state !== 'disabled') changes.push('unlock');
  if (administers && !own && user.state === 'active') changes.push('lock', 'disable');
  if (administers && user.state === 'locked') changes.push('disable');
  if (administers && user.state === 'disabled') changes.push('restore');

  const run = (what: UserChange | 'reset' | 'remove_factor'): Promise<unknown> => {
    if (what === 'reset') return reset.mutateAsync();
    return what === 'remove_factor' ? factor.mutateAsync() : change.mutateAsync(what);
  };
  const ask = (what: UserChange | 'reset' | 'remove_factor') =>
    void modal.confirm({
      title: t(`ask.${what}`, { name }),
      content: t(`ask_text.${what}`),
      okText: t(`do.${what}`),
      okButtonProps: { danger: what === 'disable' },
      // Not awaited: the password may be asked for, and this dialog would cover that one.
      onOk: () => void run(what).catch(() => undefined),
    });

  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      {edit && (
        <Button
          type="text"
          icon={<EditOutlined aria-hidden />}
          aria-label={t('users.edit', { name })}
          onClick={edit}
        />
      )}
      <ButtonMenu
        type="text"
        icon={<MoreOutlined aria-hidden />}
        loading={reset.isPending || change.isPending}
        aria-label={t('users.more', { name })}
        menu={{
          items: (['reset', ...changes] as const).map((what) => ({
            key: what,
            label: t(`do.${what}`),
            danger: what === 'disable',
          })),
          onClick: ({ key }) => ask(key as UserChange | 'reset' | 'remove_factor'),
        }}
      />
    </span>
  );
}
