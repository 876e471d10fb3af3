/** Whole records without a connection: as they were last shown on this device, or as a new one began. */
import { ApiError, NetworkError } from '../../api';
import type { FullRecord } from '../../api';
import { connection } from '../../api/connection';
import { localData } from '../../sync';
import type { LocalRecord, PulledRecord } from '../../sync';

/** The server's answer, which is kept; without one, what this device knows. */
export async function withLocal(id: string, load: () => Promise<FullRecord>): Promise<FullRecord> {
  const local = localData();
  const known = async () => {
    if (local === null || !(await local.ready())) return undefined;
    const found = await local.ask({ ask: 'record', record: id }).catch(() => undefined);
    return found && shown(found);
  };
  // Where there is no network, asking for it takes until it is given up.
  const already = connection.state === 'offline' ? await known() : undefined;
  if (already) return already;
  try {
    const record = await load();
    void local?.ask({ ask: 'see', records: [record] }).catch(() => undefined);
    return record;
  } catch (error) {
    const mayBeHere = error instanceof NetworkError || isNotThere(error);
    const found = mayBeHere ? await known() : undefined;
    // What the server does not have is shown only if it has not got it yet.
    if (!found || (isNotThere(error) && found.version > 0)) throw error;
    return found;
  }
}

const isNotThere = (error: unknown) => error instanceof ApiError && error.status === 404;

function shown({ seen, record }: LocalRecord): FullRecord | undefined {
  if (seen === null) return record === null ? undefined : pulled(record);
  const isNewer = record !== null && record.version > seen.version;
  // What has happened to it since, nobody can say here: who may do what comes with the connection.
  return isNewer ? { ...seen, ...pulled(record), lookups: seen.lookups } : seen;
}

function pulled(record: PulledRecord): FullRecord {
  const { id, number, entity, title, definition_version, state, version, data } = record;
  const { created_at, updated_at } = record;
  return {
    ...{ id, number, entity, title, definition_version, state, version, data },
    ...{ created_at, updated_at },
    lookups: {},
    aside: [],
    trail: [],
    outlook: [],
    actions: [],
    current_approvers: [],
  };
}
