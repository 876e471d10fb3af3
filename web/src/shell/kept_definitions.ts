/**
 * Definitions that were opened on this machine, for when the server can't be asked. They are no person's, but who signs
 * out leaves none of them here.
 */
import { NetworkError, api, url } from '../api';
import type { Options } from '../api';
import { definitionsCache } from '../sync/messages';

const cacheName = definitionsCache;

/** The answer of GET definitions/PATH: the server's, or without a connection the last one it gave. */
export async function getDefinition<T>(path: string, options?: Options): Promise<T> {
  const address = url(`definitions/${path}`);
  try {
    const definition = await api.get<T>(`definitions/${path}`, options);
    void keep(address, definition);
    return definition;
  } catch (error) {
    const kept = error instanceof NetworkError ? await find<T>(address) : undefined;
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Missing where the page is not served securely, and refused when the disk is full: then nothing is kept. */
async function keep(address: string, definition: unknown): Promise<void> {
  try {
    const answer = new Response(JSON.stringify(definition));
    await (await caches.open(cacheName)).put(address, answer);
  } catch {
    // As said above.
  }
}

async function find<T>(address: string): Promise<T | undefined> {
  try {
    const answer = await caches.match(address, { cacheName });
    return answer && ((await answer.json()) as T);
  } catch {
    return undefined;
  }
}

export async function clearKept(): Promise<void> {
  try {
    await caches.delete(cacheName);
  } catch {
    // As said above.
  }
}
