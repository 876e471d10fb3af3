/** What of a definition document the page needs to draw a form. What it means, only core knows. */
import type { LocalisedText } from '../../api/types';
import { keyOf } from './paths';

export interface ChoiceItem {
  code: string;
  label: LocalisedText;
  parent?: string;
  retired?: boolean;
  /** The days it is offered from and to, YYYY-MM-DD. */
  valid_from?: string;
  valid_to?: string;
}

/**
 * Whether an item is offered on a day, YYYY-MM-DD: for regions and types of documents, of which core tells no choices.
 */
export function isOffered(item: ChoiceItem, day: string): boolean {
  const { retired = false, valid_from: from = day, valid_to: to = day } = item;
  return !retired && from <= day && day <= to;
}

export interface Dictionary {
  label: LocalisedText;
  items: ChoiceItem[];
}

export type FieldKind =
  | 'text'
  | 'multiline'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'choices'
  | 'region'
  | 'lookup'
  | 'email'
  | 'url'
  | 'mobile'
  | 'phone'
  | 'landline'
  | 'postcode'
  | 'credit_code'
  | 'organisation_code'
  | 'tax_number'
  | 'attachments'
  | 'repeat';

export interface FieldDefinition {
  label: LocalisedText;
  hint?: LocalisedText;
  kind: FieldKind;
  unit?: LocalisedText;
  max_length?: number;
  scale?: number;
  must_accept?: boolean;
  depends_on?: string[];
  calculate?: string;
  choices?: { dictionary: string } | { list: ChoiceItem[] } | { expression: string };
  lookup?: { entity: string; filter?: string; columns: string[] };
  document_types?: { dictionary: string } | { list: ChoiceItem[] };
  max_files?: number;
  max_bytes?: number;
  /** Of a repeat: its columns, keys of other fields; how many rows it takes. */
  fields?: string[];
  min_rows?: number;
  max_rows?: number;
  /** Lists may show it, search and sort by it. */
  indexed?: boolean;
}

export interface SectionDefinition {
  id: string;
  label: LocalisedText;
  fields: string[];
}

export interface FormDefinition {
  entity: string;
  version: number;
  label: LocalisedText;
  letter?: { label: LocalisedText; body: LocalisedText };
  sections: SectionDefinition[];
  fields: Record<string, FieldDefinition>;
  approval?: { levels: { id: string; label: LocalisedText }[] };
}

/** The answer of GET /definitions/{entity}; goes to core as it came. */
export interface Bundle {
  definition: FormDefinition;
  dictionaries: Record<string, Dictionary>;
  texts: Record<string, LocalisedText>;
}

/** The field at a path; of a cell its column. */
export function fieldAt(bundle: Bundle, path: string): FieldDefinition | undefined {
  return bundle.definition.fields[keyOf(path)];
}

/** All items a field may ever show, retired ones included; which are offered now, core says. */
export function choiceItems(bundle: Bundle, field: FieldDefinition): ChoiceItem[] {
  const choices = field.kind === 'attachments' ? field.document_types : field.choices;
  if (field.kind === 'region') return bundle.dictionaries.region?.items ?? [];
  if (!choices || 'expression' in choices) return [];
  if ('list' in choices) return choices.list;
  return bundle.dictionaries[choices.dictionary]?.items ?? [];
}

/** Fields the definition works out: nobody's answers. */
export function calculatedIn({ bundle }: { bundle: Bundle }): string[] {
  const fields = Object.entries(bundle.definition.fields);
  return fields.flatMap(([path, { calculate }]) => (calculate === undefined ? [] : [path]));
}
