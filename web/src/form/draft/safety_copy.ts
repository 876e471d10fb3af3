/**
 * What a person typed, kept on this machine until the server has acknowledged it; a form is a few KB. Here its shape and
 * its place in localStorage, written before the call returns; copies.ts keeps it through a crash as well.
 */
import type { Answer, RecordData } from '../../api';
import { isObject } from '../../api/problem';

export interface SafetyCopy {
  data: RecordData;
  /** Version of the record it was typed into; 0 for one not yet stored. */
  version: number;
  /** Of the definition it was filled in under; missing in copies of before there were several. */
  definitionVersion?: number;
  time: string;
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'qudao.unsaved.';

/** Every account has its own, so that nobody finds another's answers on a shared machine. */
export function copyKey(userId: string, entity: string, recordId: string): string {
  return `${prefix}${userId}.${entity}.${recordId}`;
}

export function writeCopy(store: Store, key: string, copy: SafetyCopy): boolean {
  try {
    store.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false; // full or forbidden: the page then warns before it is left
  }
}

export function readCopy(store: Store, key: string): SafetyCopy | null {
  try {
    return asCopy(JSON.parse(store.getItem(key) ?? 'null'));
  } catch {
    return null;
  }
}

/** Whatever was found where a copy is kept; null when it is none. */
export function asCopy(found: unknown): SafetyCopy | null {
  if (!isObject(found) || !isObject(found.data)) return null;
  const { definitionVersion } = found;
  return {
    data: found.data as RecordData,
    version: typeof found.version === 'number' ? found.version : 0,
    ...(typeof definitionVersion === 'number' ? { definitionVersion } : {}),
    time: typeof found.time === 'string' ? found.time : '',
  };
}

export function removeCopy(store: Store, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Storage is forbidden: then there was no copy either.
  }
}

/** Keys of the copies of one account. */
export function keysOf(store: Store, userId: string): string[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  return keys.filter((key) => isOf(key, userId));
}

export const isOf = (key: string, userId: string) => key.startsWith(`${prefix}${userId}.`);

/** What has to be answered anew to turn `stored` into `typed`; null empties a field. */
export function difference(stored: RecordData, typed: RecordData): RecordData {
  const changes: RecordData = {};
  for (const key of new Set([...Object.keys(stored), ...Object.keys(typed)])) {
    if (!same(stored[key], typed[key])) changes[key] = typed[key] ?? null;
  }
  return changes;
}

export function same(a: Answer | undefined, b: Answer | undefined): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

function canonical(value: Answer | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const map = value as Record<string, Answer | undefined>;
  const entries = Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(map[key])}`);
  return `{${entries.join()}}`;
}
