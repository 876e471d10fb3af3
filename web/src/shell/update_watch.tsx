import { Suspense, lazy, useSyncExternalStore } from 'react';
import { updates } from '.';

const UpdateNotice = lazy(() => import('./update_notice'));

/** The notice comes when there is something to say; until then it costs no download. */
export function UpdateWatch() {
  const there = useSyncExternalStore(updates.subscribe, updates.snapshot) !== 'none';
  return <Suspense fallback={null}>{there && <UpdateNotice />}</Suspense>;
}
