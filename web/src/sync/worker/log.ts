/**
 * A write-ahead log (sqlite.org/fileformat2.html#walformat) as it lies on the disk. SQLite takes it to end at the first frame that is
 * damaged, as it does after a crash, and says nothing: what was committed behind it would be gone. Its pages are encrypted, and carry a
 * proof of their own; its numbers are not.
 */
const headerSize = 32;
const frameHeaderSize = 24;
export const pageSize = 8192;
const frameSize = frameHeaderSize + pageSize;
/** Sums are of words of the one or the other order of bytes. */
const littleEndian = 0x37_7f_06_82;
const bigEndian = 0x37_7f_06_83;

export const isLog = (log: Uint8Array): boolean =>
  log.length >= headerSize && [littleEndian, bigEndian].includes(viewOf(log).getUint32(0));

interface Frame {
  page: number;
  /** The last one of a transaction. */
  commits: boolean;
  /** Frames of an earlier log, whose room is written again, have another. */
  salt: bigint;
  content: Uint8Array;
}

/**
 * How many frames were committed for certain: a transaction is flushed before the next one writes. The last one may be what a crash
 * left of it. Infinity: there are frames, and the header that says which are of this log cannot be read.
 */
export function certainFrames(log: Uint8Array): number {
  const frames = framesOf(log);
  if (frames.length === 0) return 0;
  if (!isWhole(log)) return Infinity;
  const { salt } = headerOf(log);
  const last = frames.findLastIndex((frame) => frame.salt === salt);
  return frames.slice(0, Math.max(last, 0)).findLastIndex(isCommit(salt)) + 1;
}

/** Of each page, the oldest first. */
export type Versions = Map<number, Uint8Array[]>;

/** What the log has of pages, behind damage too. What a crash left of the last transaction may be among it. */
export function versionsIn(log: Uint8Array): Versions {
  const versions: Versions = new Map();
  for (const { page, content } of committed(log)) {
    const of = versions.get(page) ?? [];
    versions.set(page, of);
    of.push(content);
  }
  return versions;
}

function committed(log: Uint8Array): Frame[] {
  const all = framesOf(log);
  // Without its header: what two that follow each other have.
  const likely = all.find(({ salt }, at) => salt === all[at + 1]?.salt) ?? all[0];
  const salt = isWhole(log) ? headerOf(log).salt : (likely?.salt ?? 0n);
  const frames = all.slice(0, all.findLastIndex(isCommit(salt)) + 1);
  // A number that is damaged would ask for memory that is not there.
  return frames.filter((frame) => frame.salt === salt && frame.page > 0 && frame.page < mostPages);
}

/** Of a database of a gigabyte. */
const mostPages = 128 * 1024;

const isCommit = (salt: bigint) => (frame: Frame) => frame.salt === salt && frame.commits;

function framesOf(log: Uint8Array): Frame[] {
  const view = viewOf(log);
  const frames: Frame[] = [];
  for (let at = headerSize; at + frameSize <= log.length; at += frameSize) {
    frames.push({
      page: view.getUint32(at),
      commits: view.getUint32(at + 4) !== 0,
      salt: view.getBigUint64(at + 8),
      content: log.subarray(at + frameHeaderSize, at + frameSize),
    });
  }
  return frames;
}

function headerOf(log: Uint8Array) {
  const view = viewOf(log);
  return { salt: view.getBigUint64(16), sum: [view.getUint32(24), view.getUint32(28)] };
}

/** Its header is what was written, by its sum. */
function isWhole(log: Uint8Array): boolean {
  if (!isLog(log)) return false;
  const view = viewOf(log);
  const isLittle = view.getUint32(0) === littleEndian;
  let [first, second] = [0, 0];
  for (let at = 0; at < 24; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0;
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0;
  }
  const { sum } = headerOf(log);
  return first === sum[0] && second === sum[1];
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);
