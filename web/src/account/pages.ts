import type { AppPage } from '../app/page';

/** Before the work: registration, sign-in, password. */
export const accountPages: readonly AppPage[] = [
  { path: 'sign-in', layout: 'public', load: () => import('./sign_in_page') },
  { path: 'register', layout: 'public', load: () => import('./register_page') },
  { path: 'forgot-password', layout: 'public', load: () => import('./forgot_password_page') },
  { path: 'reset-password', layout: 'public', load: () => import('./reset_password_page') },
  { path: 'new-password', layout: 'public', load: () => import('./new_password_page') },
];
