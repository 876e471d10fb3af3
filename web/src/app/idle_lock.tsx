import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../session';
import { markLocked } from '../shell/last_session';
import { useLocal, vault } from '../sync';
import { idleTime, noteActivity } from '../sync/sign_in';

/** Nobody has touched any tab for so long, ms. */
const idle = 10 * 60_000;
const look = 15_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** On a shared computer: locks what is on it when nobody is there. */
export function IdleLock() {
  const { user } = useMe();
  const { data: shared = false } = useQuery({
    queryKey: ['shared', user.id],
    queryFn: () => vault.isShared(user.id),
    staleTime: 0,
  });
  return shared ? <Watch user={user.id} /> : null;
}

function Watch({ user }: { user: string }) {
  const local = useLocal();
  useEffect(() => {
    let touched = 0;
    const touch = () => {
      if (Math.abs(Date.now() - touched) < 1_000) return;
      touched = Date.now();
      noteActivity();
    };
    const check = () => {
      const since = idleTime();
      // A clock that was put back says nothing.
      if (since < 0) noteActivity();
      if (since < idle) return;
      markLocked(localStorage, true);
      void vault.lock(user);
      local?.lock();
    };
    // A tab that wakes up after its time must not count the key that woke it.
    check();
    touch();
    const timer = setInterval(check, look);
    document.addEventListener('visibilitychange', check);
    for (const sign of signs)
      document.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
      for (const sign of signs) document.removeEventListener(sign, touch, { capture: true });
    };
  }, [user, local]);
  return null;
}
