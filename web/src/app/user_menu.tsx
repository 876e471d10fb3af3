import { KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { App, Avatar, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { copies } from '../form/draft';
import { ButtonMenu } from '../pages/parts/button_menu';
import { useMe, useSession } from '../session';
import { countUnsent } from '../sync/unsent';
import styles from './user_menu.module.css';

export function UserMenu() {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const { signOut } = useSession();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const name = user.display_name || user.user_name;
  const leave = async () => {
    const unsaved = await copies.count(user.id);
    const unsent = await countUnsent();
    if (unsent > 0 && !(await confirmUnsent(unsent))) return;
    if (unsent === 0 && unsaved > 0 && !(await confirmLoss(unsaved))) return;
    try {
      await signOut();
      await copies.removeAll(user.id);
      await navigate('/sign-in');
    } catch {
      void message.error(t('user.sign_out_failed'));
    }
  };
  const confirmLoss = (count: number) =>
    modal.confirm({
      title: t('user.unsaved_title'),
      content: t('user.unsaved_text', { count }),
      okText: t('user.sign_out'),
      cancelText: t('user.stay'),
      okButtonProps: { danger: true },
    });
  /** The page that shows what it is sends and exports it. */
  const confirmUnsent = (count: number) =>
    new Promise<boolean>((resolve) => {
      const dialog = modal.confirm({
        title: t('user.unsent_title'),
        content: t('user.unsent_text', { count }),
        footer: (
          <Flex wrap gap={8} justify="flex-end">
            <Button onClick={() => end(false)}>{t('user.stay')}</Button>
            <Button danger onClick={() => end(true)}>
              {t('user.sign_out')}
            </Button>
            <Button
              type="primary"
              onClick={() => {
                end(false);
                void navigate('/sync');
              }}
            >
              {t('user.unsent_look')}
            </Button>
          </Flex>
        ),
        onCancel: () => resolve(false),
      });
      const end = (leaves: boolean) => {
        dialog.destroy();
        resolve(leaves);
      };
    });
  return (
    <ButtonMenu
      type="text"
      className={styles.button}
      menu={{
        items: [
          { key: 'profile', icon: <UserOutlined />, label: t('user.profile') },
          { key: 'password', icon: <KeyOutlined />, label: t('user.password') },
          { type: 'divider' },
          { key: 'sign_out', icon: <LogoutOutlined />, label: t('user.sign_out') },
        ],
        onClick: ({ key }) => {
          if (key === 'sign_out') void leave();
          else void navigate(key === 'profile' ? '/profile' : '/new-password');
        },
      }}
    >
      <span className="visually-hidden">{t('menu.user')}</span>
      <Avatar size={26} className={styles.avatar} aria-hidden>
        {name.slice(0, 1)}
      </Avatar>
      <span className={styles.name}>{name}</span>
    </ButtonMenu>
  );
}
