import { isLog } from '../log';
import { bytesOf } from '../pool_files';
import type { PoolFile } from '../pool_files';

/** Bytes of the files of a local database. */
export interface Copy {
  data: Uint8Array;
  /** What was written ahead. */
  log: Uint8Array;
}

/** Which is which: what either of them is called, or begins with, may be what is damaged. Null: none is a database. */
export async function copyOf(files: readonly PoolFile[]): Promise<Copy | null> {
  const found = await Promise.all(
    files
      .filter(({ content }) => content.size > 0)
      .map(async ({ name, content }) => ({ name, bytes: await bytesOf(content) })),
  );
  const log =
    found.find(({ bytes }) => isLog(bytes)) ?? found.find(({ name }) => name.endsWith('-wal'));
  const others = found.filter((file) => file !== log);
  const [data] = others.sort((a, b) => b.bytes.length - a.bytes.length);
  if (!data && !log) return null;
  return { data: data?.bytes ?? new Uint8Array(), log: log?.bytes ?? new Uint8Array() };
}
