/**
 * What was recovered goes into a new database as if it were typed again: a draft is an edit of what it started from, so that what
 * others changed meanwhile is merged or asked about, and what the server has already is the same once more.
 */
import type { RecordData } from '../api/types';
import type { LocalData } from './local_data';
import type { Draft, Recovered } from './messages';

/** How many drafts and files could not be kept. */
export async function bringBack(
  local: Pick<LocalData, 'ask'>,
  { drafts, seen, files }: Recovered,
): Promise<number> {
  const asks = [
    // An answer that names a file finds it there.
    ...files.map((file) => () => local.ask({ ask: 'attach', ...file })),
    ...drafts.map((draft) => () => local.ask({ ...editOf(draft), seen: seen[draft.record] })),
  ];
  let failed = 0;
  for (const ask of asks) await ask().catch(() => (failed += 1));
  return failed;
}

function editOf({ record, entity, base, base_version, mine, ...draft }: Draft) {
  return {
    ask: 'edit' as const,
    entity,
    record,
    changes: changesOf(base, mine),
    definition_version: draft.definition_version,
    calculated: draft.calculated,
    stored: base,
    stored_version: base_version,
  };
}

/** What makes the one of the other; null empties. */
function changesOf(before: RecordData, after: RecordData): RecordData {
  const gone = Object.keys(before).filter((name) => !(name in after));
  const isNew = ([name, answer]: [string, unknown]) =>
    JSON.stringify(before[name]) !== JSON.stringify(answer);
  return Object.fromEntries([
    ...gone.map((name) => [name, null] as const),
    ...Object.entries(after).filter(isNew),
  ]);
}
