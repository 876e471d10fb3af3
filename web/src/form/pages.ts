import type { AppPage } from '../app/page';

/** Pages whose heart is a form and that stand on their own. */
export const formPages: readonly AppPage[] = [
  { path: 'signings/:id/print', layout: 'bare', load: () => import('./print_page') },
];
