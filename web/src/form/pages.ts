import type { AppPage } from '../app/page';

/** Pages whose heart is a form: new signing, record page, print. */
export const formPages: readonly AppPage[] = [];
