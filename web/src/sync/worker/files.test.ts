import { describe, expect, it, vi } from 'vitest';
import { rowOf } from './database';
import { Files } from './files';
import { memoryDatabase } from './memory_database';

const day = 24 * 3600_000;
const id = '0190aaaa-0000-4000-8000-00000000000a';
const other = '0190aaaa-0000-4000-8000-00000000000b';

function device() {
  const database = memoryDatabase();
  const changed = vi.fn();
  const files = new Files(database, changed);
  const name = (...ids: string[]) =>
    database.commit([rowOf('draft', 'r1', { mine: { files: ids } })]);
  const contents = () => Number(database.rows('SELECT count(*) FROM content')[0]?.[0]);
  return { database, files, changed, name, contents };
}

const scan = (size: number, fill = 7) =>
  new Blob([new Uint8Array(size).fill(fill)], { type: 'image/png' });

describe('files of this device', () => {
  it('gives back what was added, after the worker has been started anew', async () => {
    const { database, files } = device();
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const large = new Blob(
      Array.from({ length: 20 }, () => bytes),
      { type: 'application/pdf' },
    );
    await files.add({ id, file_name: '合同.pdf' }, large, 0);
    const again = new Files(database, () => undefined);
    expect(again.get(id)).toMatchObject({ size: 1_200_000, file_name: '合同.pdf' });
    const content = again.content(id);
    expect(content?.type).toBe('application/pdf');
    expect(await content?.arrayBuffer()).toEqual(await large.arrayBuffer());
  });

  it('knows a content by its SHA-256, and keeps it once for two files', async () => {
    const { files, contents } = device();
    const abc = new Blob(['abc']);
    const added = await files.add({ id, file_name: 'a' }, abc, 0);
    expect(added).toMatchObject({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      content_type: 'application/octet-stream',
    });
    await files.add({ id: other, file_name: 'b' }, abc, 0);
    expect(contents()).toBe(1);
    files.remove(id);
    expect(await files.content(other)?.text()).toBe('abc');
    files.remove(other);
    expect(contents()).toBe(0);
  });

  it('sends what an answer or a command names, and nothing else', async () => {
    const { database, files, name } = device();
    await files.add({ id, file_name: 'a' }, scan(10), 0);
    await files.add({ id: other, file_name: 'b' }, scan(20), 0);
    expect(files.next()).toBeUndefined();
    name(other);
    expect(files.next()?.id).toBe(other);
    database.commit([
      rowOf('draft', 'r1', null),
      rowOf('command', '000000000001', { command: { attachments: [id] } }),
    ]);
    expect(files.next()?.id).toBe(id);
    expect(files.namedIn(JSON.stringify({ a: [{ id }] }))).toEqual([id]);
  });

  it('leaves alone what the server does not take, and says why', async () => {
    const { files, name, changed } = device();
    await files.add({ id, file_name: 'a' }, scan(10), 0);
    name(id);
    changed.mockClear();
    files.mark(id, 'refused', { code: 'file.type_mismatch', message: 'no' });
    files.mark(id, 'refused', { code: 'file.type_mismatch', message: 'no' });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(files.next()).toBeUndefined();
    expect(files.refused()).toMatchObject([{ id, problem: { code: 'file.type_mismatch' } }]);
  });

  it('forgets after a day what no answer names', async () => {
    const { files, name, contents } = device();
    await files.add({ id, file_name: 'a' }, scan(10, 1), 0);
    await files.add({ id: other, file_name: 'b' }, scan(10, 2), 0);
    name(other);
    files.sweep(day);
    expect(files.all()).toHaveLength(2);
    files.sweep(day + 1);
    expect(files.all().map((file) => file.id)).toEqual([other]);
    expect(contents()).toBe(1);
  });

  it('keeps nothing of a file the disk has no room for', async () => {
    const { database, files, contents } = device();
    const page = Number(database.rows('PRAGMA page_size')[0]?.[0]);
    const pages = Number(database.rows('PRAGMA page_count')[0]?.[0]);
    database.rows(`PRAGMA max_page_count = ${pages + 4}`);
    const tooLarge = files.add({ id, file_name: 'a' }, scan(page * 40), 0);
    await expect(tooLarge).rejects.toMatchObject({ code: 'full' });
    expect([files.all(), contents()]).toEqual([[], 0]);
  });
});
