/**
 * Writes that follow one another in a file go to the disk together.
 *
 * SQLite writes its log in two pieces for each page, 24 bytes and 4 kB, and every call of the browser costs as much as some ten
 * kilobytes of it do. Nothing is promised until `flush`, which is what a database on a disk expects (sqlite.org/atomiccommit.html):
 * what was not flushed may be lost, in any order. Whatever looks at the file meanwhile sees it as it should be.
 *
 * Errors: a write that failed later is told by the call that brought it to the disk, at the latest by `flush`, which throws; what was
 * gathered is gone then, and SQLite undoes the transaction.
 */
export interface SyncFile {
  /** `at` is always given: where the last call has ended is not kept. */
  write: (content: ArrayBufferView, place: { at: number }) => number;
  read: (into: ArrayBufferView, place: { at: number }) => number;
  flush: () => void;
  truncate: (size: number) => void;
  getSize: () => number;
  close: () => void;
}

/** Of one file. */
const room = 256 * 1024;

class Gathered {
  private readonly bytes = new Uint8Array(room);
  private at = 0;
  private length = 0;

  isEmpty(): boolean {
    return this.length === 0;
  }

  /** False: it does not follow, or there is no room. */
  take(content: ArrayBufferView, at: number): boolean {
    if (this.length === 0) this.at = at;
    const end = this.at + this.length;
    if (at !== end || this.length + content.byteLength > room) return false;
    // The pool writes numbers of 32 bits as well.
    const { buffer, byteOffset, byteLength } = content;
    this.bytes.set(new Uint8Array(buffer, byteOffset, byteLength), this.length);
    this.length += content.byteLength;
    return true;
  }

  touches(at: number, length: number): boolean {
    return this.length > 0 && at < this.at + this.length && this.at < at + length;
  }

  /** Gives it away: what fails is not tried again. */
  release(): { content: Uint8Array; at: number } {
    const content = this.bytes.subarray(0, this.length);
    this.length = 0;
    return { content, at: this.at };
  }
}

/** From now on, for all files of this kind. */
export function gatherWrites(files: SyncFile): void {
  const { write, read, flush, truncate, getSize, close } = files;
  const gathered = new WeakMap<SyncFile, Gathered>();

  const putOut = (file: SyncFile) => {
    const waiting = gathered.get(file);
    if (waiting === undefined || waiting.isEmpty()) return;
    const { content, at } = waiting.release();
    if (write.call(file, content, { at }) !== content.byteLength) throw new Error('not written');
  };

  files.write = function (this: SyncFile, content, place) {
    const waiting = gathered.get(this) ?? new Gathered();
    gathered.set(this, waiting);
    if (waiting.take(content, place.at)) return content.byteLength;
    putOut(this);
    return waiting.take(content, place.at) ? content.byteLength : write.call(this, content, place);
  };
  files.read = function (this: SyncFile, into, place) {
    if (gathered.get(this)?.touches(place.at, into.byteLength)) putOut(this);
    const found = read.call(this, into, place);
    if (found === into.byteLength || (gathered.get(this)?.isEmpty() ?? true)) return found;
    // What waits would have made the file longer.
    putOut(this);
    return read.call(this, into, place);
  };
  files.flush = function (this: SyncFile) {
    putOut(this);
    flush.call(this);
  };
  files.truncate = function (this: SyncFile, size) {
    putOut(this);
    truncate.call(this, size);
  };
  files.getSize = function (this: SyncFile) {
    putOut(this);
    return getSize.call(this);
  };
  files.close = function (this: SyncFile) {
    try {
      putOut(this);
    } finally {
      gathered.delete(this);
      close.call(this);
    }
  };
}
