/** What the worker knows of its build; written into it when the app is built (scripts/shell.mjs). */
export interface BuildFile {
  /** As the page asks for it: "/", "/assets/start-x.js". */
  path: string;
  /** Of the bytes, base64. */
  sha256: string;
}

export interface Build {
  /** Two builds that differ in a byte have different ids. */
  id: string;
  files: readonly BuildFile[];
}

export const page = '/';
const prefix = 'qudao.app.';
const lock = 'qudao.build.';

export const cacheOf = (id: string) => prefix + id;

/** The build a cache is of; null: no cache of the app's. */
export const idOf = (cache: string) =>
  cache.startsWith(prefix) ? cache.slice(prefix.length) : null;

/** A tab holds this lock, shared, as long as it runs the build: frozen tabs hold theirs, crashed ones don't. */
export const lockOf = (id: string) => lock + id;
