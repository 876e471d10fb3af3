/** What SQLite and the browser's storage say when something is wrong, as the few things a person can be told. */
import type { StorageFault } from '../messages';

export class StorageError extends Error {
  readonly code: StorageFault;

  constructor(code: StorageFault, detail: string) {
    super(detail);
    this.name = 'StorageError';
    this.code = code;
  }
}

/** Result codes of SQLite (sqlite.org/rescode.html), without their extension. */
const codes: Record<number, StorageFault> = { 11: 'corrupt', 13: 'full', 26: 'corrupt' };

/** Names of DOMException. */
const names: Record<string, StorageFault> = {
  NoModificationAllowedError: 'busy',
  QuotaExceededError: 'full',
  SecurityError: 'unsupported',
};

const ioError = 10;

/** The browser had no room for a write since the last fault; SQLite says no more than that it failed. */
let isFull = false;

export function faultOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { resultCode, name, message } = (error ?? {}) as Partial<Error & { resultCode: number }>;
  const code = resultCode === undefined ? undefined : resultCode & 0xff;
  const known = code === undefined ? names[name ?? ''] : codes[code];
  const unroomy = code === ioError && isFull ? 'full' : undefined;
  isFull = false;
  return new StorageError(known ?? unroomy ?? 'failed', message ?? String(error));
}

interface Writes {
  write: (content: ArrayBufferView, ...more: never[]) => number;
}

/** From now on it is known of files of this kind whether a write failed for want of room: another number than asked for is answered then. */
export function watchWrites(files: Writes): void {
  const { write } = files;
  files.write = function (this: unknown, content, ...more) {
    const written = write.call(this, content, ...more);
    // Chromium answers its own code for it, -8, as a number without sign. What undoes the transaction then succeeds.
    isFull ||= written !== content.byteLength;
    return written;
  };
}
