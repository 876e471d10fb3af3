import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rowOf } from './database';
import { Files } from './files';
import { memoryDatabase } from './memory_database';
import { SendError, Uploads } from './uploads';
import type { Send } from './uploads';

const ids = ['a', 'b'].map((end) => `0190aaaa-0000-4000-8000-00000000000${end}`);

/** A device with two files that an answer names; the test says what becomes of each attempt. */
async function device() {
  const database = memoryDatabase();
  const files = new Files(database, () => undefined);
  for (const id of ids) await files.add({ id, file_name: id }, new Blob([id]), 0);
  database.commit([rowOf('draft', 'r1', { mine: ids })]);
  const attempts: { id: string; content: Blob; arrived: () => void; fail: (e: Error) => void }[] =
    [];
  const send: Send = ({ id }, content, progress) =>
    new Promise((resolve, reject) => {
      progress(1);
      attempts.push({ id, content, arrived: resolve, fail: reject });
    });
  const told: unknown[] = [];
  const state = { open: true };
  const uploads = new Uploads({
    files,
    send,
    isOpen: () => state.open,
    told: (progress) => told.push(progress),
  });
  return { database, files, uploads, attempts, told, state };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('uploads', () => {
  it('brings one file after the other, and forgets what has arrived', async () => {
    const { files, uploads, attempts, told } = await device();
    uploads.look();
    uploads.look();
    expect(attempts.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    expect(await attempts[0]?.content.text()).toBe(ids[0]);
    await pass(200);
    expect(told).toEqual([{ id: ids[0], sent: 1 }]);
    attempts[0]?.arrived();
    await pass(0);
    expect(attempts.map(({ id }) => id)).toEqual(ids);
    attempts[1]?.arrived();
    await pass(0);
    expect(files.all()).toEqual([]);
  });

  it.each([0, 401, 403, 404, 409, 423, 429, 500, 503])(
    'tries again after %d, later each time',
    async (status) => {
      const { uploads, attempts, files } = await device();
      uploads.look();
      for (const wait of [1_000, 2_000, 5_000]) {
        const before = attempts.length;
        attempts.at(-1)?.fail(new SendError(status));
        await pass(wait - 1);
        uploads.look();
        expect(attempts).toHaveLength(before);
        await pass(1);
        expect(attempts).toHaveLength(before + 1);
      }
      expect(files.refused()).toEqual([]);
    },
  );

  it('goes on with the next one when the server will never take one', async () => {
    const { files, uploads, attempts } = await device();
    uploads.look();
    attempts[0]?.fail(new SendError(422, 'file.type_mismatch', 'no picture'));
    await pass(0);
    expect(files.refused()).toMatchObject([
      { id: ids[0], problem: { code: 'file.type_mismatch', message: 'no picture' } },
    ]);
    expect(attempts[1]?.id).toBe(ids[1]);
  });

  it('sends again what arrived damaged', async () => {
    const { files, uploads, attempts } = await device();
    uploads.look();
    attempts[0]?.fail(new SendError(460, 'upload.checksum_mismatch'));
    await pass(1_000);
    expect([attempts.length, files.refused()]).toEqual([2, []]);
  });

  it('brings to its end what was begun, though no answer names it any more', async () => {
    const { database, files, uploads, attempts } = await device();
    uploads.look();
    attempts[0]?.fail(new SendError(409, 'upload.offset'));
    database.commit([rowOf('draft', 'r1', null)]);
    files.sweep(Infinity);
    await pass(1_000);
    attempts[1]?.arrived();
    await pass(0);
    expect(attempts.map(({ id }) => id)).toEqual([ids[0], ids[0]]);
    expect(files.all()).toEqual([]);
  });

  it('waits no longer when the connection is back, and sends nothing under another session', async () => {
    const { uploads, attempts, state } = await device();
    state.open = false;
    uploads.hurry();
    expect(attempts).toHaveLength(0);
    state.open = true;
    uploads.hurry();
    attempts[0]?.fail(new SendError(0));
    await pass(0);
    uploads.hurry();
    expect(attempts).toHaveLength(2);
  });
});
