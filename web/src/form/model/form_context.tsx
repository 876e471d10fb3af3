import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../api';
import { isLocale, localised } from '../../i18n';
import type { FieldDefinition } from './definition';
import type { FieldView, FormStore, Overview } from './form_store';

const FormContext = createContext<FormStore | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): FormStore {
  const store = useContext(FormContext);
  if (!store) throw new Error('useForm outside of FormProvider');
  return store;
}

/** Renders again when this field changed, and for no other field. */
export function useFieldView(path: string): FieldView {
  const store = useForm();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeField(path, listener),
    [store, path],
  );
  return useSyncExternalStore(subscribe, () => store.view(path));
}

export function useOverview(): Overview {
  const store = useForm();
  return useSyncExternalStore(store.subscribeOverview, store.getOverview);
}

export function useLocale(): Locale {
  const { i18n } = useTranslation('form');
  return isLocale(i18n.language) ? i18n.language : 'zh-CN';
}

export function useFieldDefinition(path: string): FieldDefinition {
  const field = useForm().bundle.definition.fields[path];
  if (!field) throw new Error(`the definition has no field ${path}`);
  return field;
}

export function useLabel(): (path: string) => string {
  const { bundle } = useForm();
  const locale = useLocale();
  return (path) => localised(bundle.definition.fields[path]?.label, locale) || path;
}
