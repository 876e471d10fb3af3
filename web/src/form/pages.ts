import { FormOutlined } from '@ant-design/icons';
import type { AppPage } from '../app/page';

/** Pages whose heart is a form and that stand on their own. */
export const formPages: readonly AppPage[] = [
  {
    path: 'signings/new',
    load: () => import('./new_signing_page'),
    roles: ['partner'],
    nav: { group: 'customers', label: 'form:nav.new_signing', icon: FormOutlined, order: 20 },
  },
  { path: 'signings/:id/print', layout: 'bare', load: () => import('./print_page') },
];
