import { NetworkError } from '../api';
import { localData } from '.';

/** The last answer to a question, for when the server cannot be asked. */
export async function lastKnown<T>(key: string, load: () => Promise<T>): Promise<T> {
  const local = localData();
  try {
    const answer = await load();
    void local?.ask({ ask: 'keep', key, value: answer }).catch(() => undefined);
    return answer;
  } catch (error) {
    if (!(error instanceof NetworkError) || local === null) throw error;
    const kept = await local.ask({ ask: 'kept', key }).catch(() => null);
    if (kept === null) throw error;
    return kept as T;
  }
}
