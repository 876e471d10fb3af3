/** The module of hints beside this file, fetched: pages and workers. */
export function readHint(): Promise<Response> {
  return fetch(new URL('./hint.wasm', import.meta.url));
}
