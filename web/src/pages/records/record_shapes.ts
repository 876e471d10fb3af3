import type { RecordData, RecordRow } from '../../api';

/** Attributes of looked-up records by entity and id: what a list shows instead of an id. */
export type Lookups = Record<string, Record<string, RecordData>>;

/** A row of a list whose look-ups can be shown by name. */
export interface ListRow extends RecordRow {
  lookups?: Lookups;
}
