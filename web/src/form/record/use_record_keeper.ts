import { useEffect, useState, useSyncExternalStore } from 'react';
import { useHold, work } from '../../shell';
import type { FormStore } from '../model/form_store';
import { RecordKeeper } from './record_keeper';
import type { KeeperOptions } from './record_keeper';

/** A keeper tied to the page: follows the form, hurries when the page goes or the line is back. */
export function useRecordKeeper(options: KeeperOptions, form: FormStore, dirty: boolean) {
  const [keeper] = useState(() => new RecordKeeper(options));
  const view = useSyncExternalStore(keeper.subscribe, keeper.snapshot);

  useEffect(() => keeper.follow(form), [keeper, form]);

  const isStored = view.status === 'saved';
  useHold(!isStored);
  useEffect(() => {
    if (isStored) work.stored();
  }, [isStored]);

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
