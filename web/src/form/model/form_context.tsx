import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../api';
import { isLocale, localised } from '../../i18n';
import { fieldAt } from './definition';
import type { FieldDefinition } from './definition';
import type { FieldView, FormStore, Overview } from './form_store';
import { cellOf } from './paths';

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
  const field = fieldAt(useForm().bundle, path);
  if (!field) throw new Error(`the definition has no field ${path}`);
  return field;
}

/** What a field is called; a cell with its row, but not where a cell of the same row speaks of it. */
export function useLabel(): (path: string, from?: string) => string {
  const { bundle } = useForm();
  const { t } = useTranslation('form');
  const locale = useLocale();
  const own = (path: string) => localised(fieldAt(bundle, path)?.label, locale) || path;
  return (path, from) => {
    const cell = cellOf(path);
    const near = from === undefined ? undefined : cellOf(from);
    const same = near?.repeat === cell?.repeat && near?.row === cell?.row;
    if (!cell || same) return own(path);
    return t('rows.cell', { repeat: own(cell.repeat), row: cell.row + 1, column: own(path) });
  };
}
