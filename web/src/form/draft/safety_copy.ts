/**
 * What a person typed, kept on this machine until the server has acknowledged it: a crash of the
 * browser, a dead battery or a lost connection costs nothing. localStorage, because it is written
 * before the call returns; a form is a few KB.
 */
import type { Answer, RecordData } from '../../api';
import { isObject } from '../../api/problem';

export interface SafetyCopy {
  data: RecordData;
  /** Version of the record it was typed into; 0 for one not yet stored. */
  version: number;
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
    const copy: unknown = JSON.parse(store.getItem(key) ?? 'null');
    if (!isObject(copy) || !isObject(copy.data)) return null;
    return {
      data: copy.data as RecordData,
      version: typeof copy.version === 'number' ? copy.version : 0,
      time: typeof copy.time === 'string' ? copy.time : '',
    };
  } catch {
    return null;
  }
}

export function removeCopy(store: Store, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Storage is forbidden: then there was no copy either.
  }
}

function keysOf(store: Store, userId: string): string[] {
  const keys: string[] = [];
  for (let index = 0; index < store.length; index += 1) {
    const key = store.key(index);
    if (key?.startsWith(`${prefix}${userId}.`)) keys.push(key);
  }
  return keys;
}

export function countCopies(store: Store, userId: string): number {
  return keysOf(store, userId).length;
}

export function removeCopies(store: Store, userId: string): void {
  keysOf(store, userId).forEach((key) => store.removeItem(key));
}

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
