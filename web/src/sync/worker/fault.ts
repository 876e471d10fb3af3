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

export function faultOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { resultCode, name, message } = (error ?? {}) as Partial<Error & { resultCode: number }>;
  const known = resultCode === undefined ? names[name ?? ''] : codes[resultCode & 0xff];
  return new StorageError(known ?? 'failed', message ?? String(error));
}
