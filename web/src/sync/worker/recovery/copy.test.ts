import { expect, it } from 'vitest';
import type { PoolFile } from '../pool_files';
import { copyOf } from './copy';

function file(name: string, begins: readonly number[], length: number): PoolFile {
  const bytes = new Uint8Array(length);
  bytes.set(begins.slice(0, length));
  return { name, content: new Blob([bytes]) };
}

const magic = [0x37, 0x7f, 0x06, 0x82];
const data = file('/data.db', [9, 9, 9, 9], 100);

it.each<[string, PoolFile[], number | null, number]>([
  ['both', [file('/data.db-wal', magic, 400), data], 100, 400],
  ['no log', [data, file('', [], 0)], 100, 0],
  ['a log without its name', [data, file('', magic, 400)], 100, 400],
  ['a log that begins with something else', [file('/data.db-wal', [1], 400), data], 100, 400],
  ['a database without its name', [file('', [9], 100), file('/data.db-wal', magic, 400)], 100, 400],
  ['a log alone', [file('/data.db-wal', magic, 400)], 0, 400],
  ['nothing', [file('', [], 0)], null, 0],
])('the files of a pool are told apart: %s', async (_, files, ofData, ofLog) => {
  const copy = await copyOf(files);
  expect(copy?.data.length ?? null).toBe(ofData);
  expect(copy?.log.length ?? 0).toBe(ofLog);
});
