/** The module for authors beside this file, fetched: pages and workers. */
export function readAuthoring(): Promise<Response> {
  return fetch(new URL('./authoring.wasm', import.meta.url));
}
