import type { Page, RecordData, RecordRow } from '../../api';

/** Attributes of looked-up records by entity and id: what a list shows instead of an id. */
export type Lookups = Record<string, Record<string, RecordData>>;

/** A row of a list whose look-ups can be shown by name. */
export interface ListRow extends RecordRow {
  lookups?: Lookups | undefined;
}

/** The look-ups come once for the whole page; each row gets them, so that it can be shown alone. */
export function rowsWithLookups(page: Page<RecordRow> & { lookups?: Lookups }): Page<ListRow> {
  return { ...page, items: page.items.map((row) => ({ ...row, lookups: page.lookups })) };
}
