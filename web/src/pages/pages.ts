import type { Role } from '../api';
import type { AppPage, NavIcon } from '../app/page';
import { InboxBadge } from './inbox/inbox_badge';

const looksAfter: readonly Role[] = ['manager', 'admin'];
const decides: readonly Role[] = ['manager', 'approver'];

/** An administrator's page with its entry in the navigation. */
function adminPage(
  order: number,
  name: string,
  path: string,
  icon: NavIcon,
  load: AppPage['load'],
): AppPage {
  return {
    path: `admin/${path}`,
    load,
    roles: ['admin'],
    nav: { group: 'administration', label: `pages:nav.${name}`, icon, order },
  };
}

/** One page for a new signing and a stored one: the first save gives it its address, and it stays as it is. */
const signingPage = () => import('./signings/signing_page');

/** A page about a library of companies, with its entry for those who are in one. */
function libraryPage(
  order: number,
  name: string,
  path: string,
  icon: NavIcon,
  load: AppPage['load'],
): AppPage {
  return {
    path,
    load,
    nav: { group: 'library', label: `pages:nav.${name}`, icon, order, inLibrary: true },
  };
}

/** One page for 我的客户, 公海 and 全部客户: they differ in what they ask for. */
const companyLists = () => import('./companies/lists_page');

/** Workbench, lists, inbox, administration, profile, help: every page of this folder, by address. */
export const pages: readonly AppPage[] = [
  {
    path: '',
    load: () => import('./workbench/workbench_page'),
    nav: { group: 'home', label: 'pages:nav.workbench', icon: 'HomeOutlined', order: 1 },
  },
  {
    path: 'signings',
    load: () => import('./signings/signing_list_page'),
    nav: { group: 'customers', label: 'pages:nav.signings', icon: 'FileTextOutlined', order: 2 },
  },
  {
    path: 'signings/new',
    load: signingPage,
    roles: ['partner'],
    nav: { group: 'customers', label: 'form:nav.new_signing', icon: 'FormOutlined', order: 20 },
  },
  { path: 'signings/:id', load: signingPage },
  {
    path: 'contacts',
    load: () => import('./contacts/contacts_page'),
    roles: ['partner'],
    nav: { group: 'customers', label: 'pages:nav.contacts', icon: 'ContactsOutlined', order: 30 },
  },
  {
    path: 'partners',
    load: () => import('./contacts/partners_page'),
    roles: looksAfter,
    nav: { group: 'customers', label: 'pages:nav.partners', icon: 'ShopOutlined', order: 31 },
  },
  { path: 'partners/:id', load: () => import('./contacts/partner_page'), roles: looksAfter },
  libraryPage(
    1,
    'check',
    'companies/check',
    'FileSearchOutlined',
    () => import('./companies/check_page'),
  ),
  libraryPage(2, 'companies', 'companies', 'IdcardOutlined', companyLists),
  libraryPage(3, 'pool', 'companies/pool', 'GlobalOutlined', companyLists),
  libraryPage(4, 'all_companies', 'companies/all', 'DatabaseOutlined', companyLists),
  {
    path: 'companies/department',
    load: companyLists,
    nav: {
      group: 'library',
      label: 'pages:nav.department',
      icon: 'TeamOutlined',
      order: 6,
      inLibrary: true,
      leads: true,
    },
  },
  // Of those who manage departments the part that is theirs.
  { path: 'departments', load: () => import('./departments/departments_page') },
  libraryPage(
    5,
    'applications',
    'companies/applications',
    'SolutionOutlined',
    () => import('./companies/applications_page'),
  ),
  { path: 'companies/import', load: () => import('./companies/import_page') },
  { path: 'companies/:library/:id', load: () => import('./companies/company_page') },
  { path: 'companies/:library/:id/compare/:other', load: () => import('./companies/pair_page') },
  {
    path: 'inbox',
    load: () => import('./inbox/inbox_page'),
    roles: decides,
    nav: {
      group: 'approval',
      label: 'pages:nav.inbox',
      icon: 'InboxOutlined',
      order: 1,
      badge: InboxBadge,
    },
  },
  { path: 'inbox/:id', load: () => import('./inbox/inbox_page'), roles: decides },
  adminPage(1, 'users', 'users', 'TeamOutlined', () => import('./admin/users_page')),
  adminPage(
    2,
    'paths',
    'approval-paths',
    'BranchesOutlined',
    () => import('./admin/approval_paths_page'),
  ),
  adminPage(
    3,
    'dictionaries',
    'dictionaries',
    'BookOutlined',
    () => import('./admin/dictionaries_page'),
  ),
  {
    path: 'admin/dictionaries/:name',
    load: () => import('./admin/dictionaries_page'),
    roles: ['admin'],
  },
  adminPage(
    4,
    'definitions',
    'definitions',
    'ProfileOutlined',
    () => import('./admin/definitions_page'),
  ),
  adminPage(5, 'settings', 'settings', 'CalendarOutlined', () => import('./admin/settings_page')),
  adminPage(
    10,
    'libraries',
    'libraries',
    'SafetyCertificateOutlined',
    () => import('./companies/rules_page'),
  ),
  adminPage(
    11,
    'departments',
    'departments',
    'ApartmentOutlined',
    () => import('./departments/departments_page'),
  ),
  adminPage(6, 'news', 'news', 'NotificationOutlined', () => import('./admin/news_page')),
  adminPage(7, 'audit', 'audit', 'AuditOutlined', () => import('./admin/audit_page')),
  adminPage(8, 'mail', 'mail', 'MailOutlined', () => import('./admin/mail_page')),
  adminPage(9, 'devices', 'sync', 'LaptopOutlined', () => import('./admin/sync_clients_page')),
  {
    path: 'sync',
    load: () => import('./sync/sync_page'),
    nav: { group: 'support', label: 'pages:nav.sync', icon: 'CloudSyncOutlined', order: 2 },
  },
  { path: 'profile', load: () => import('./profile/profile_page') },
  {
    path: 'help',
    load: () => import('./help/help_page'),
    nav: {
      group: 'support',
      label: 'pages:nav.help',
      icon: 'QuestionCircleOutlined',
      order: 1,
    },
  },
  { path: 'setup/:token', layout: 'public', load: () => import('./setup/setup_page') },
];
