/** The module beside this file, fetched: pages and workers. */
export function readModule(): Promise<Response> {
  return fetch(new URL('./core.wasm', import.meta.url));
}
