/** An answer as a person reads it: labels instead of codes, names instead of ids. */
import dayjs from 'dayjs';
import type { Answer, Locale, RecordData } from '../../api';
import { isObject } from '../../api/problem';
import { localised } from '../../i18n/localised';
import { choiceItems } from './definition';
import type { Bundle, ChoiceItem, FieldDefinition } from './definition';
import { groupedNumber, inputText } from './presentation';

export type LookupNames = Record<string, Record<string, RecordData>>;

export interface DisplayOptions {
  bundle: Bundle;
  locale: Locale;
  lookups: LookupNames;
  words: { yes: string; no: string };
}

export function displayValue(
  field: FieldDefinition,
  value: Answer | undefined,
  options: DisplayOptions,
): string {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'boolean':
      return value === true ? options.words.yes : options.words.no;
    case 'integer':
    case 'decimal':
    case 'money': {
      const unit = field.unit ? ` ${localised(field.unit, options.locale)}` : '';
      return groupedNumber(value) + unit;
    }
    case 'choice':
      return labelOf(choiceItems(options.bundle, field), inputText(value), options.locale);
    case 'choices': {
      const items = choiceItems(options.bundle, field);
      const codes = Array.isArray(value) ? value.map(inputText) : [];
      return codes
        .map((code) => labelOf(items, code, options.locale))
        .join(options.locale === 'en' ? ', ' : '、');
    }
    case 'region':
      return regionPath(choiceItems(options.bundle, field), inputText(value), options.locale);
    case 'datetime':
      return displayTime(inputText(value));
    case 'lookup':
      return lookupName(field, inputText(value), options.lookups);
    case 'attachments':
    case 'repeat':
      return '';
    default:
      return inputText(value);
  }
}

export function displayTime(value: string): string {
  const time = dayjs(value);
  return time.isValid() ? time.format('YYYY-MM-DD HH:mm') : value;
}

function labelOf(items: readonly ChoiceItem[], code: string, locale: Locale): string {
  const item = items.find((candidate) => candidate.code === code);
  return item ? localised(item.label, locale) : code;
}

/** "江苏省 / 苏州市". */
export function regionPath(items: readonly ChoiceItem[], code: string, locale: Locale): string {
  const labels: string[] = [];
  let item = items.find((candidate) => candidate.code === code);
  while (item) {
    labels.unshift(localised(item.label, locale));
    const { parent } = item;
    item = parent === undefined ? undefined : items.find((other) => other.code === parent);
  }
  return labels.length > 0 ? labels.join(' / ') : code;
}

export function lookupName(field: FieldDefinition, id: string, lookups: LookupNames): string {
  const row = lookups[field.lookup?.entity ?? '']?.[id];
  return rowName(row) ?? id;
}

/** What a look-up's row is called: its name, else its label. */
export function rowName(row: unknown): string | undefined {
  if (!isObject(row)) return undefined;
  const name = row.name ?? row.label ?? row.display_name;
  return typeof name === 'string' ? name : undefined;
}
