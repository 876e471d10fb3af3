import { useEffect, useState } from 'react';
import { useLocale } from '../model/form_context';
import type { FormStore } from '../model/form_store';
import { openForm } from '../model/open_form';
import type { OpenOptions } from '../model/open_form';

/**
 * A form for as long as the component lives. Another language opens it anew with the answers it
 * has: core words its messages when it makes them.
 */
export function useFormStore(options: Omit<OpenOptions, 'locale'>): FormStore {
  const locale = useLocale();
  const [opened, setOpened] = useState(() => ({
    locale,
    store: openForm({ ...options, locale }),
  }));
  let { store } = opened;
  if (opened.locale !== locale) {
    store = openForm({
      ...options,
      locale,
      record: store.data(),
      lookups: store.lookups,
      takenOver: store.stillTakenOver(),
      recordId: store.recordId,
    });
    setOpened({ locale, store });
  }
  useEffect(() => {
    store.keep();
    return () => store.release();
  }, [store]);
  return store;
}
