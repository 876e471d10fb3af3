// Labels and answers as plain text, for lists and summaries. Everything comes from the definition, the dictionaries and
// the looked-up records; nothing is computed here.

import { useTranslation } from 'react-i18next';
import type { Answer, Locale } from '../../api';
import type { Bundle } from '../../form/model/definition';
import { displayValue } from '../../form/model/display';
import { currentLocale, localised } from '../../i18n';
import type { Lookups } from './record_shapes';

export function fieldLabel(bundle: Bundle, key: string, locale: Locale): string {
  return localised(bundle.definition.fields[key]?.label, locale) || key;
}

/** What an approval level is called; levels that came with a path share one name. */
export function levelLabel(bundle: Bundle, id: string | null, locale: Locale): string {
  const level = bundle.definition.approval?.levels.find((one) => one.id === id);
  return localised(level?.label, locale);
}

export type FieldText = (
  key: string,
  value: Answer | undefined,
  lookups: Lookups | undefined,
) => string;

/** The answers of a definition as the form words them; empty when unanswered, or when it is not known who was meant. */
export function useFieldText(bundle: Bundle | undefined): FieldText {
  const { t } = useTranslation('records');
  const words = { yes: t('yes'), no: t('no') };
  const locale = currentLocale();
  return (key, value, lookups = {}) => {
    const field = bundle?.definition.fields[key];
    if (!bundle || !field) return '';
    const text = displayValue(field, value, { bundle, locale, lookups, words });
    return field.kind === 'lookup' && text === value ? '' : text;
  };
}
