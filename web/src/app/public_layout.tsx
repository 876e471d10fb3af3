import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { OfflineNote } from '../shell/offline_note';
import { Brand } from './brand';
import { LanguageSwitch } from './language_switch';
import { PageLoading } from './page_loading';
import styles from './public_layout.module.css';

export function PublicLayout() {
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <OfflineNote />
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
