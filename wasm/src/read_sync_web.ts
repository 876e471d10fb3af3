/** The module of the sync worker beside this file, fetched: pages and workers. */
export function readSync(): Promise<Response> {
  return fetch(new URL('./sync.wasm', import.meta.url));
}
