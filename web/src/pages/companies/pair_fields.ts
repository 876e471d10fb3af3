/** What two companies say, field by field, and whose word is taken unless somebody chooses. */
import { lists, type CompanyData, type DataField } from './companies_api';
import { inputs } from './company_fields';
import type { Take } from './pairs_api';

export interface PairField {
  field: DataField;
  kept: string[];
  other: string[];
  /** Nothing to choose: both say the same. */
  same: boolean;
  /** What may be taken; the first that core takes when nothing is said is `take`. */
  takes: Take[];
  take: Take;
}

const linesOf = (data: CompanyData, field: DataField): string[] => [data[field] ?? []].flat();

export function pairFields(kept: CompanyData, other: CompanyData): PairField[] {
  return inputs.flatMap((field) => {
    const a = linesOf(kept, field);
    const b = linesOf(other, field);
    if (a.length === 0 && b.length === 0) return [];
    const bothLists =
      a.length > 0 && b.length > 0 && (lists as readonly DataField[]).includes(field);
    return [
      {
        field,
        kept: a,
        other: b,
        same: a.join('\n') === b.join('\n'),
        takes: ['kept', 'other', ...(bothLists ? (['both'] as const) : [])],
        take: bothLists ? 'both' : a.length > 0 ? 'kept' : 'other',
      },
    ];
  });
}
