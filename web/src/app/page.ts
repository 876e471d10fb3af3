import type { ComponentType } from 'react';
import type { Role } from '../api';
import type * as navIcons from './nav_icons';

export type NavIcon = keyof typeof navIcons;

/** A page of the app: its address, who may open it, how it appears in the side navigation. */
export interface AppPage {
  /** Address below "/", react-router pattern: "signings/:id". */
  path: string;
  /** The module of the page, its component as default export; a chunk of its own. */
  load: () => Promise<{ default: ComponentType }>;
  /** public: without sign-in, on the plain layout; bare: signed in, without navigation (print). */
  layout?: 'public' | 'bare';
  /** Any of these roles; everybody signed in when left out. */
  roles?: readonly Role[];
  nav?: {
    group: NavGroup;
    /** i18n key with its area: "pages:nav.inbox". */
    label: string;
    icon: NavIcon;
    /** Order within the group. */
    order: number;
    /** A number beside the entry, e.g. of waiting decisions. */
    badge?: ComponentType;
    /** Only for people who are in a library of companies. */
    inLibrary?: boolean;
    /** Only for people who manage a department. */
    leads?: boolean;
  };
}

/** Order here is order on the screen. */
export const navGroups = [
  'home',
  'customers',
  'library',
  'approval',
  'administration',
  'support',
] as const;
export type NavGroup = (typeof navGroups)[number];
