/** Addresses → pages. Areas list their pages in pages.ts files; this turns them into routes. */
import { lazy } from 'react';
import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import type { RouteObject } from 'react-router';
import { accountPages } from '../account/pages';
import { formPages } from '../form/pages';
import { pages } from '../pages/pages';
import { RouteErrorPage } from './error_pages';
import { RequireRole, RequireSession } from './guards';
import { NotFoundPage } from './not_found_page';
import type { AppPage } from './page';
import { PublicLayout } from './public_layout';
import { work } from '../shell';

// Menus and drawers are the signed-in person's download, not the sign-in page's.
const AppLayout = lazy(() => import('./layout'));

export const allPages: readonly AppPage[] = [...pages, ...formPages, ...accountPages];

const components = new Map<AppPage['load'], ComponentType>();

/** One component for a page that has several addresses: going from one to another keeps what it shows. */
function componentOf({ load }: AppPage): ComponentType {
  const known = components.get(load);
  if (known) return known;
  const component = lazy(load);
  components.set(load, component);
  return component;
}

function toRoute(page: AppPage): RouteObject {
  const Component = componentOf(page);
  const element =
    page.layout === 'public' ? (
      <Component />
    ) : (
      <RequireRole roles={page.roles}>
        <Component />
      </RequireRole>
    );
  return page.path === '' ? { index: true, element } : { path: page.path, element };
}

export function createRouter() {
  const of = (layout: AppPage['layout']) =>
    allPages.filter((page) => page.layout === layout).map(toRoute);
  const router = createBrowserRouter([
    {
      errorElement: <RouteErrorPage />,
      children: [
        { element: <PublicLayout />, children: of('public') },
        {
          element: <RequireSession />,
          children: [
            { element: <AppLayout pages={allPages} />, children: [...of(undefined), notFound] },
            ...of('bare'),
          ],
        },
      ],
    },
  ]);
  router.subscribe(({ location }) => work.moved(location.pathname));
  return router;
}

const notFound: RouteObject = { path: '*', element: <NotFoundPage /> };
