import type { FullRecord } from '../../api';
import type { LocalRecord } from '../../sync';

/**
 * The record a form opens with. The page asked for it a moment before it asked this device, and what waited here may have arrived in
 * between: a new one is then known as it began, without a draft that says what was typed. What came since is newer.
 */
export function caughtUp(record: FullRecord, { draft, record: row }: LocalRecord): FullRecord {
  if (draft !== null || row === null || row.version <= record.version) return record;
  const { number, title, data, version, definition_version, state, updated_at } = row;
  return { ...record, number, title, data, version, definition_version, state, updated_at };
}
