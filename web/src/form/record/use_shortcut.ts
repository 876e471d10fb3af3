import { useEffect, useEffectEvent } from 'react';

/** Ctrl (on a Mac: Cmd) and a letter, instead of what the browser does with it. */
export function useShortcut(letter: string, action: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== letter || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
