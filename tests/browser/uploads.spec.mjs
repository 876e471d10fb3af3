// The stock client of tus in a browser: the page's session and policy let it work, and it goes on after a pause.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, settled, test } from './support/qudao.mjs';

const client = fileURLToPath(
  new URL('../node_modules/tus-js-client/dist/tus.min.js', import.meta.url),
);

test('a file goes up in parts, pauses in the middle of one, and is there', async ({ openAs }) => {
  const page = await openAs('partner1', '/');
  await settled(page);
  await page.evaluate(readFileSync(client, 'utf8'));
  const result = await page.evaluate(async () => {
    const bytes = new Uint8Array(1_500_000);
    for (let at = 0; at < bytes.length; at += 50_000) {
      crypto.getRandomValues(bytes.subarray(at, at + 50_000));
    }
    bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const attachment_id = crypto.randomUUID();
    const offsets = [];
    let pauses = 0;
    await new Promise((done, fail) => {
      const upload = new window.tus.Upload(new File([bytes], '营业执照.pdf'), {
        endpoint: '/api/v1/uploads',
        headers: { 'X-Qudao-Request': '1' },
        chunkSize: 200_000,
        retryDelays: [0, 100, 500, 1000, 2000],
        metadata: {
          filename: '营业执照.pdf',
          filetype: 'application/pdf',
          type: 'licence',
          sha256,
          attachment_id,
        },
        onSuccess: done,
        onError: fail,
        onChunkComplete: (_, offset) => offsets.push(offset),
        onProgress: (sent) => {
          if (pauses > 0 || sent < 500_000) return;
          pauses += 1;
          void upload.abort().then(() => upload.start());
        },
      });
      upload.start();
    });
    const told = await (await fetch(`/api/v1/uploads/${attachment_id}`)).json();
    const back = new Uint8Array(
      await (await fetch(`/api/v1/files/${attachment_id}`)).arrayBuffer(),
    );
    return {
      pauses,
      offsets,
      same: back.length === bytes.length && back.every((byte, at) => byte === bytes[at]),
      right: told.attachment.sha256 === sha256 && told.attachment.id === attachment_id,
      name: told.attachment.file_name,
    };
  });
  expect(result.pauses).toBe(1);
  expect(result.offsets).toEqual([...result.offsets].sort((a, b) => a - b));
  expect(result.offsets.at(-1)).toBe(1_500_000);
  expect([result.same, result.right, result.name]).toEqual([true, true, '营业执照.pdf']);
});
