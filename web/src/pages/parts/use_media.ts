import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, right from the first frame: a layout chosen by it never jumps. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Below this a wide table would scroll sideways; pages show cards instead. */
export const narrowScreen = '(max-width: 767.98px)';

/** From here on something stands beside a form of two columns with its contents. */
export const largeScreen = '(min-width: 1600px)';

/** From here on a list and its detail stand side by side. */
export const wideScreen = '(min-width: 1100px)';
