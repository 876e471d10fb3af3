import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { api } from '../api';
import type { RecentItem } from '../api';
import { useInLibrary } from '../pages/companies/use_libraries';
import { hasRole, useMe } from '../session';
import { recordPath } from './addresses';
import * as navIcons from './nav_icons';
import styles from './navigation.module.css';
import { navGroups } from './page';
import type { AppPage } from './page';

export function Navigation({ pages }: { pages: readonly AppPage[] }) {
  const { t } = useTranslation(['app', 'pages', 'form']);
  const me = useMe();
  const inLibrary = useInLibrary();
  const open = pages.filter(
    ({ nav, roles }) =>
      nav &&
      hasRole(me, roles) &&
      (inLibrary.some || !nav.inLibrary) &&
      (inLibrary.leads === true || !nav.leads),
  );
  return (
    <nav aria-label={t('app:menu.main')} className={styles.nav}>
      {navGroups.map((group) => {
        const entries = open
          .flatMap((page) =>
            page.nav?.group === group ? [{ path: page.path, nav: page.nav }] : [],
          )
          .sort((a, b) => a.nav.order - b.nav.order);
        if (entries.length === 0) return null;
        return (
          <section key={group}>
            {group !== 'home' && <h2 className={styles.group}>{t(`app:group.${group}`)}</h2>}
            <ul className={styles.list}>
              {entries.map(({ path, nav }) => {
                const Icon: ComponentType = navIcons[nav.icon];
                return (
                  <li key={path}>
                    <NavLink to={`/${path}`} end className={styles.link}>
                      <span aria-hidden className={styles.icon}>
                        <Icon />
                      </span>
                      <span className={styles.text}>{t(nav.label)}</span>
                      {nav.badge && <nav.badge />}
                    </NavLink>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
      <RecentItems />
    </nav>
  );
}

function RecentItems() {
  const { t } = useTranslation('app');
  const heading = useId();
  const { data } = useQuery({
    queryKey: ['recent-items'],
    queryFn: () => api.get<{ items: RecentItem[] }>('recent-items'),
    staleTime: 15_000,
  });
  const items = data?.items ?? [];
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={styles.group}>
        {t('recent.title')}
      </h2>
      {items.length === 0 && <p className={styles.empty}>{t('recent.empty')}</p>}
      <ul className={styles.list}>
        {items.slice(0, 6).map((item) => (
          <li key={item.id}>
            <NavLink to={recordPath(item.entity, item.id)} className={styles.recent}>
              <span className={styles.text}>{item.title || t('recent.untitled')}</span>
              <span className={`${styles.number ?? ''} numeric`}>{item.number}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
