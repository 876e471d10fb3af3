import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { NotificationsBell } from '../pages/notifications/notifications_bell';
import { SyncButton } from '../pages/sync/sync_button';
import { useMe } from '../session';
import { OfflineNote } from '../shell/offline_note';
import { useLocalState } from '../sync';
import { OpenLocal } from '../sync/watch';
import { Brand } from './brand';
import { ConfirmPassword } from './confirm_password';
import { IdleLock } from './idle_lock';
import { LanguageSwitch } from './language_switch';
import styles from './layout.module.css';
import { LockedPage } from './locked_page';
import { Navigation } from './navigation';
import type { AppPage } from './page';
import { PageLoading } from './page_loading';
import { UserMenu } from './user_menu';

const OwnDataCheck = lazy(() => import('../pages/profile/own_data_check'));

/** The data of whoever is signed in, and the pages about them; only a lock while they are locked. */
export default function AppLayout({ pages }: { pages: readonly AppPage[] }) {
  const me = useMe();
  const state = useLocalState();
  const isLocked = state.state === 'none' && state.fault === 'locked';
  return (
    <>
      <OpenLocal key={me.user.id} me={me} />
      <IdleLock />
      {isLocked ? <LockedPage /> : <Frame pages={pages} />}
    </>
  );
}

/** Side navigation, header, content; below 900 px the navigation moves into a drawer. */
function Frame({ pages }: { pages: readonly AppPage[] }) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  // Asked when they come, not in the middle of something.
  const { own_data_due } = useMe();
  const [asks] = useState(own_data_due);
  // The drawer remembers where it was opened: going anywhere closes it.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <aside className={styles.side}>
        <Link to="/" className={styles.brand}>
          <Brand />
        </Link>
        <Navigation pages={pages} />
      </aside>
      <div className={styles.body}>
        <header className={styles.header}>
          <div className={styles.phoneOnly}>
            <Button
              type="text"
              icon={<MenuOutlined />}
              aria-label={t('menu.open')}
              onClick={() => setOpenedAt(pathname)}
            />
            <Link to="/" className={styles.brand}>
              <Brand />
            </Link>
          </div>
          <div className={styles.tools}>
            <LanguageSwitch />
            <SyncButton />
            <NotificationsBell />
            <UserMenu />
          </div>
        </header>
        <main id="content" className={styles.main} tabIndex={-1}>
          <OfflineNote />
          <Suspense fallback={<PageLoading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <ConfirmPassword />
      {asks && (
        <Suspense>
          <OwnDataCheck />
        </Suspense>
      )}
      <Drawer
        placement="left"
        size={280}
        open={openedAt === pathname}
        onClose={() => setOpenedAt(null)}
        title={<Brand />}
        styles={{ body: { padding: 0 } }}
      >
        <Navigation pages={pages} />
      </Drawer>
    </div>
  );
}
