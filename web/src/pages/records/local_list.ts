/** Lists without a connection: from the records of this device. */
import { NetworkError } from '../../api';
import type { Page } from '../../api';
import { connection } from '../../api/connection';
import { localData } from '../../sync';
import type { ListAsk, LocalData, LocalRow } from '../../sync';
import type { ListRow } from './record_shapes';

/** The server's page; without a connection, the same of what this device has. */
export async function listed(
  ask: ListAsk,
  load: () => Promise<Page<ListRow>>,
): Promise<Page<ListRow>> {
  const local = localData();
  if (local !== null && connection.state === 'offline') {
    const known = await page(local, ask);
    if (known) return known;
  }
  try {
    return await load();
  } catch (error) {
    const known =
      error instanceof NetworkError && local !== null ? await page(local, ask) : undefined;
    if (!known) throw error;
    return known;
  }
}

async function page(local: LocalData, ask: ListAsk): Promise<Page<ListRow> | undefined> {
  try {
    // Before everything has been pulled once, what is missing would look as if it were not there.
    const { complete } = await local.ask({ ask: 'status' });
    if (!complete) return undefined;
    const { items, total } = await local.ask(ask);
    const { offset, count } = ask;
    return { items: items.map(rowOf), total, page: offset / count + 1, page_size: count };
  } catch {
    return undefined;
  }
}

function rowOf({ record, seen, draft }: LocalRow): ListRow {
  const { id, number, title = '', state, version } = record ?? seen ?? begun(draft?.record ?? '');
  const time = new Date(draft?.edited_at ?? 0).toISOString();
  return {
    ...{ id, number, title, state, version },
    created_at: record?.created_at ?? time,
    updated_at: record?.updated_at ?? time,
    created_by: seen?.created_by ?? record?.created_by ?? '',
    fields: record?.fields ?? draft?.mine ?? {},
    current_approvers: record?.version === seen?.version ? (seen?.current_approvers ?? []) : [],
    lookups: seen?.lookups,
  };
}

const begun = (id: string) => ({ id, number: '', title: '', state: 'draft', version: 0 }) as const;
