// One answer as plain text, for lists and summaries. Labels come from the definition, the
// dictionaries and the looked-up records; nothing is computed here.

import type { Locale, LocalisedText } from '../../api';
import { localised } from '../../i18n';
import type { Lookups } from './record_shapes';

export interface FieldShape {
  label: LocalisedText;
  kind: string;
  unit?: LocalisedText;
  choices?: {
    dictionary?: string;
    list?: { code: string; label: LocalisedText }[];
  };
  lookup?: { entity: string };
  indexed?: boolean;
}

export interface DictionaryItem {
  code: string;
  label: LocalisedText;
  parent?: string;
  retired?: boolean;
}

export interface BundleShape {
  definition: {
    entity: string;
    label: LocalisedText;
    fields: Record<string, FieldShape>;
    approval?: { levels: { id: string; label: LocalisedText }[] };
  };
  dictionaries: Readonly<Record<string, { items: DictionaryItem[] }>>;
}

export function fieldLabel(bundle: BundleShape, key: string, locale: Locale): string {
  return localised(bundle.definition.fields[key]?.label, locale) || key;
}

/** What an approval level is called; levels that came with a path share one name. */
export function levelLabel(bundle: BundleShape, id: string | null, locale: Locale): string {
  const level = bundle.definition.approval?.levels.find((one) => one.id === id);
  return localised(level?.label, locale);
}

/** Empty when unanswered; a code nobody knows is shown as it is rather than hidden. */
export function fieldText(
  bundle: BundleShape,
  key: string,
  value: unknown,
  lookups: Lookups | undefined,
  locale: Locale,
): string {
  const field = bundle.definition.fields[key];
  if (!field || value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) {
    return value
      .map((one) => scalarText(bundle, field, one, lookups, locale))
      .join(locale.startsWith('zh') ? '、' : ', ');
  }
  return scalarText(bundle, field, value, lookups, locale);
}

function scalarText(
  bundle: BundleShape,
  field: FieldShape,
  value: unknown,
  lookups: Lookups | undefined,
  locale: Locale,
): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (field.kind === 'region') return regionText(bundle, text, locale);
  if (field.kind === 'lookup') return lookupText(field, text, lookups);
  if (field.choices) return choiceText(bundle, field, text, locale);
  const unit = localised(field.unit, locale);
  if (typeof value === 'number') {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value) + unit;
  }
  return text;
}

function choiceText(bundle: BundleShape, field: FieldShape, code: string, locale: Locale): string {
  const items =
    field.choices?.list ?? bundle.dictionaries[field.choices?.dictionary ?? '']?.items ?? [];
  return localised(items.find((item) => item.code === code)?.label, locale) || code;
}

function regionText(bundle: BundleShape, code: string, locale: Locale): string {
  const items = bundle.dictionaries.region?.items ?? [];
  const leaf = items.find((item) => item.code === code);
  if (!leaf) return code;
  const parent = items.find((item) => item.code === leaf.parent);
  return [parent, leaf]
    .map((item) => localised(item?.label, locale))
    .filter(Boolean)
    .join(' ');
}

function lookupText(field: FieldShape, id: string, lookups: Lookups | undefined): string {
  const attributes = lookups?.[field.lookup?.entity ?? '']?.[id];
  const name = attributes?.label ?? attributes?.name;
  return typeof name === 'string' ? name : '';
}
