import { NetworkError } from '../api';
import { connection } from '../api/connection';
import { localData } from '.';

/** The last answer to a question, for when the server cannot be asked. */
export async function lastKnown<T>(key: string, load: () => Promise<T>): Promise<T> {
  const local = localData();
  const known = async () => (await local?.ask({ ask: 'kept', key }).catch(() => null)) ?? null;
  // Where there is no network, asking for it takes until it is given up.
  const already = connection.state === 'offline' ? await known() : null;
  if (already !== null) return already as T;
  try {
    const answer = await load();
    void local?.ask({ ask: 'keep', key, value: answer }).catch(() => undefined);
    return answer;
  } catch (error) {
    const kept = error instanceof NetworkError ? await known() : null;
    if (kept === null) throw error;
    return kept as T;
  }
}
