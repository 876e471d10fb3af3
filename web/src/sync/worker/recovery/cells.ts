/**
 * Rows as they lie on the pages of a SQLite file (sqlite.org/fileformat2.html, 1.5 to 2.1), read without the tree above them: what
 * a damaged page hid is found on the others. A row that cannot be read is left out; nothing is thrown, whatever the bytes.
 */
export interface Pages {
  /** Bytes of a page without what the cipher keeps at its end. */
  usable: number;
  /** From 1; null: cannot be read. */
  read: (number: number) => Uint8Array | null;
}

/** Numbers that do not fit into 32 bits are of no interest here, and NaN. */
export type Cell = string | number | Uint8Array | null;

interface Kind {
  /** Where the addresses of the cells begin. */
  header: number;
  /** Of a child to the left. */
  before: number;
  hasRowid: boolean;
  /** The most of a row that stays on its page. */
  most: (usable: number) => number;
}

const ofIndex = (usable: number) => Math.floor(((usable - 12) * 64) / 255) - 23;
/** Pages that have rows, by their first byte. A table WITHOUT ROWID is an index. */
const kinds: Record<number, Kind> = {
  2: { header: 12, before: 4, hasRowid: false, most: ofIndex },
  10: { header: 8, before: 0, hasRowid: false, most: ofIndex },
  13: { header: 8, before: 0, hasRowid: true, most: (usable) => usable - 35 },
};

/** Of the page with this number; null for each that cannot be read. */
export function rowsOn(pages: Pages, number: number): (Cell[] | null)[] {
  const page = pages.read(number);
  // The first page begins with the header of the file.
  const start = number === 1 ? 100 : 0;
  const kind = kinds[page?.[start] ?? 0];
  if (!page || !kind) return [];
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const count = Math.min(view.getUint16(start + 3), pages.usable / 4);
  const rows: (Cell[] | null)[] = [];
  for (let at = 0; at < count; at += 1) {
    const cell = view.getUint16(start + kind.header + 2 * at);
    rows.push(orNull(() => valuesOf(payloadAt(pages, page, cell + kind.before, kind))));
  }
  return rows;
}

/** A row that leads beyond its page. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (!(length >= 0) || end > this.bytes.length) throw new RangeError('beyond the end');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** Big-endian, with a sign. */
  integer(length: number): number {
    const [first = 0, ...rest] = this.take(length);
    return rest.reduce((value, byte) => value * 256 + byte, first > 127 ? first - 256 : first);
  }

  /** Seven bits in each byte, all eight in a ninth. */
  varint(): number {
    let value = 0;
    for (let count = 0; count < 8; count += 1) {
      const [byte = 0] = this.take(1);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    return value * 256 + (this.take(1)[0] ?? 0);
  }
}

/** The bytes of a row, also those on pages of their own. */
function payloadAt(pages: Pages, page: Uint8Array, at: number, kind: Kind): Uint8Array {
  const reader = new Reader(page, at);
  const length = reader.varint();
  if (kind.hasRowid) reader.varint();
  const here = lengthHere(length, pages.usable, kind);
  const first = reader.take(here);
  if (here === length) return first;
  const payload = new Uint8Array(sane(length));
  payload.set(first);
  let next = reader.integer(4);
  for (let filled = here; filled < length;) {
    const more = new Reader(pages.read(next) ?? new Uint8Array(), 0);
    next = more.integer(4);
    const part = more.take(Math.min(pages.usable - 4, length - filled));
    payload.set(part, filled);
    filled += part.length;
  }
  return payload;
}

function lengthHere(length: number, usable: number, kind: Kind): number {
  const most = kind.most(usable);
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

/** None of our rows is larger: a length that is asks for memory that is not there. */
function sane(length: number): number {
  if (length > 64 * 1024 * 1024) throw new RangeError('no row of ours');
  return length;
}

function valuesOf(payload: Uint8Array): Cell[] {
  const types = new Reader(payload, 0);
  const headerLength = types.varint();
  const values = new Reader(payload, headerLength);
  const cells: Cell[] = [];
  while (types.at < headerLength) cells.push(valueOf(types.varint(), values));
  return cells;
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8];
const text = new TextDecoder('utf-8', { fatal: true });

function valueOf(type: number, values: Reader): Cell {
  if (type === 0) return null;
  if (type <= 6) return values.integer(integerLengths[type] ?? 0);
  if (type === 7) return new DataView(values.take(8).slice().buffer).getFloat64(0);
  if (type < 12) return type - 8;
  const bytes = values.take(Math.floor((type - 12) / 2));
  return type % 2 === 1 ? text.decode(bytes) : bytes;
}
