import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { Role } from '../api';
import { hasRole, useMe, useSession } from '../session';
import { OfflinePage } from './error_pages';
import { NotFoundPage } from './not_found_page';
import { PageLoading } from './page_loading';

/** Signed in, and past a forced password: else to the page that is due, and back afterwards. */
export function RequireSession() {
  const { me, error } = useSession();
  const location = useLocation();
  if (me === undefined) return error ? <OfflinePage /> : <PageLoading />;
  if (me === null) {
    const target = location.pathname + location.search;
    const search = target === '/' ? '' : `?next=${encodeURIComponent(target)}`;
    return <Navigate to={`/sign-in${search}`} replace />;
  }
  if (me.must_change_password) return <Navigate to="/new-password" replace />;
  return (
    <Suspense fallback={<PageLoading />}>
      <Outlet />
    </Suspense>
  );
}

/** What one may not open looks like what does not exist. */
export function RequireRole({
  roles,
  children,
}: {
  roles: readonly Role[] | undefined;
  children: ReactNode;
}) {
  return hasRole(useMe(), roles) ? children : <NotFoundPage />;
}
