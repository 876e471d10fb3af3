/** Bytes of a file of SQLite as they lie on its disk, which here is memory. */
import type { Sqlite3Static } from '@evolu/sqlite-wasm';

/** Without a cipher before it. */
const plainFiles = 'unix-none';

/** The first bytes of a file that is there (sqlite.org/c3ref/io_methods.html). */
export function beginningOf({ capi, wasm }: Sqlite3Static, name: string, size: number): Uint8Array {
  type Call = (...parameters: (number | bigint)[]) => number;
  const call = (entry: number, ...parameters: Parameters<Call>) => {
    const failure = (wasm.functionEntry(entry) as Call)(...parameters);
    if (failure !== 0) throw new Error(`${name}: ${failure}`);
  };
  return wasm.scopedAllocCall(() => {
    const vfs = new capi.sqlite3_vfs(capi.sqlite3_vfs_find(plainFiles)) as unknown as Vfs;
    const file = wasm.scopedAlloc(vfs.$szOsFile);
    const flags = capi.SQLITE_OPEN_READONLY | capi.SQLITE_OPEN_MAIN_DB;
    call(vfs.$xOpen, vfs.pointer, wasm.scopedAllocCString(name, false), file, flags, 0);
    const { $pMethods } = new capi.sqlite3_file(file);
    const methods = new capi.sqlite3_io_methods($pMethods) as unknown as Methods;
    const bytes = wasm.scopedAlloc(size);
    call(methods.$xRead, file, bytes, size, 0n);
    call(methods.$xClose, file);
    return wasm.heap8u().slice(bytes, bytes + size);
  });
}

/** What the types leave out: addresses of functions. */
interface Vfs {
  pointer: number;
  $szOsFile: number;
  $xOpen: number;
}

interface Methods {
  $xRead: number;
  $xClose: number;
}
