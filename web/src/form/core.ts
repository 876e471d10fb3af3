import { loadCore } from '@qudao/core';
import type { Core } from '@qudao/core';

let loading: Promise<Core> | undefined;

/** The one core of this page; a failed load (no connection) can be tried again. */
export function getCore(): Promise<Core> {
  loading ??= loadCore().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
