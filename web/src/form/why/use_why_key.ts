import { useEffect } from 'react';
import type { FormStore } from '../model/form_store';

/** F1 asks about the field that has the focus, as it does in office programs. */
export function useWhyKey(store: FormStore): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || event.ctrlKey || event.altKey || event.metaKey) return;
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement)) return;
      const path = focused.closest<HTMLElement>('[data-field]')?.dataset.field;
      if (path === undefined || !store.has(path)) return;
      event.preventDefault();
      if (store.asking.asked() === path) store.asking.close();
      else store.asking.ask(path, focused);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [store]);
}
