import { useEffect, useState, useSyncExternalStore } from 'react';
import { useHold, work } from '../../shell';
import type { FormStore } from '../model/form_store';
import type { Keeper } from './keeper';

/** A keeper tied to the page: follows the form, hurries when the page goes or the line is back. */
export function useKeeper<Kind extends Keeper>(make: () => Kind, form: FormStore, dirty: boolean) {
  const [keeper] = useState(make);
  const view = useSyncExternalStore(keeper.subscribe, keeper.snapshot);

  useEffect(() => keeper.follow(form), [keeper, form]);

  useHold(!view.safe);
  useEffect(() => {
    if (view.safe) work.stored();
  }, [view.safe]);

  useEffect(() => {
    if (dirty) keeper.changed();
    const hurry = () => keeper.hurry();
    const hidden = () => {
      if (document.visibilityState === 'hidden') keeper.hurry();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.wouldLose()) event.preventDefault();
    };
    window.addEventListener('online', hurry);
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('online', hurry);
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hidden);
      keeper.hurry();
    };
  }, [keeper, dirty]);

  return { keeper, ...view };
}
