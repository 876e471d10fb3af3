import type { AppPage } from '../app/page';

/** Workbench, lists, inbox, administration, profile, help: every page of this folder, by address. */
export const pages: readonly AppPage[] = [];
