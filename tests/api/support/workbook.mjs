// Excel workbooks as a test takes them apart: a zip of parts, cells by their names, and put together again with other cells.
import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @param {Buffer} bytes @returns {Map<string, string>} the parts of a zip by name */
export function unzip(bytes) {
  const parts = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  assert.ok(end >= 0, 'no zip');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const packed = bytes.readUInt16LE(at + 10) === 8;
    parts.set(
      bytes.toString('utf8', at + 46, at + 46 + name),
      (packed ? inflateRawSync(content) : content).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return parts;
}

/**
 * @param {Iterable<[string, string | Buffer]>} parts each as it is, or deflated already with its size and sum
 * @param {{deflated?: {name: string, size: number, crc: number}}} [options]
 */
export function zip(parts, { deflated } = {}) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const bytes = Buffer.from(content);
    const packed = deflated?.name === name ? deflated : undefined;
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(packed ? 8 : 0, 4);
    about.writeUInt32LE(packed?.crc ?? crc32(bytes), 10);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(packed?.size ?? bytes.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), about, tail, Buffer.from(name));
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name)]);
    bodies.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** @param {string} text */
const plain = (text) =>
  text
    .replace(/&(lt|gt|quot|apos|amp|#\d+);/g, (_, name) =>
      name[0] === '#'
        ? String.fromCodePoint(Number(name.slice(1)))
        : ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[/** @type {'lt'} */ (name)] ?? ''),
    )
    .replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));

/** @param {string} text */
const escaped = (text) =>
  text.replace(/[<>&]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[c] ?? c);

/** Sheets in order: {name, part}. @param {Map<string, string>} parts */
function sheetsOf(parts) {
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]+)"/g)];
  return names.map(([, name], i) => ({ name, part: `xl/worksheets/sheet${i + 1}.xml` }));
}

/**
 * Every cell of a workbook that Qudao wrote, by its name: "survey!C5" → {text, type, xml}.
 * @param {Buffer} bytes
 */
export function cellsOf(bytes) {
  const parts = unzip(bytes);
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, content]) => plain(content.replace(/<[^>]*>/g, '')),
  );
  /** @type {Map<string, {text: string, type: string, xml: string}>} */
  const cells = new Map();
  for (const { name, part } of sheetsOf(parts)) {
    const cell = /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs;
    for (const [xml, place, attributes, content = ''] of (parts.get(part) ?? '').matchAll(cell)) {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
      const value = plain(content.replace(/<[^>]*>/g, ''));
      cells.set(`${name}!${place}`, {
        text: type === 's' ? shared[Number(value)] : value,
        type,
        xml,
      });
    }
  }
  return cells;
}

/**
 * The same workbook with other texts in cells it has.
 * @param {Buffer} bytes
 * @param {Record<string, string>} texts by the names of cells
 */
export function withCells(bytes, texts) {
  const parts = unzip(bytes);
  const cells = cellsOf(bytes);
  const sheets = sheetsOf(parts);
  for (const [place, text] of Object.entries(texts)) {
    const [sheet, name] = place.split('!');
    const part = sheets.find((each) => each.name === sheet)?.part ?? '';
    const cell = cells.get(place);
    assert.ok(cell, `${place} is empty`);
    const written = `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    parts.set(
      part,
      (parts.get(part) ?? '').replace(cell.xml, () => written),
    );
  }
  return zip(parts);
}

/**
 * The name of a cell in the row that has `text` under the heading `key`, under `heading`.
 * @param {Buffer} bytes
 * @param {string} sheet
 * @param {[key: string, text: string]} row
 * @param {string} heading
 */
export function cellAt(bytes, sheet, [key, text], heading) {
  const cells = [...cellsOf(bytes)].filter(([place]) => place.startsWith(`${sheet}!`));
  const column = (/** @type {string} */ wanted) =>
    cells
      .find(([place, cell]) => /![A-Z]+1$/.test(place) && cell.text === wanted)?.[0]
      .slice(0, -1);
  const found = cells.find(
    ([place, cell]) => place.replace(/\d+$/, '') === column(key) && cell.text === text,
  );
  assert.ok(found && column(heading), `${sheet}: ${key} ${text}, ${heading}`);
  return column(heading) + found[0].replace(/^.*?(\d+)$/, '$1');
}
