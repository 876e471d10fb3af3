// What a person waits for, and what their device holds, in Chromium with the real server. One after the other, each in a browser of its own.
import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signingAnswers, startDemo, signIn } from '../../api/support/demo.mjs';
import { Device, newId } from '../../api/support/device.mjs';
import { figure } from '../report.mjs';
import { askWorker, memoryOfWorker, ready } from './page.mjs';
import { measurePouch } from './pouch.mjs';

const large = process.argv.includes('--large');
const commands = large ? 10_000 : 1_000;
const records = large ? 100_000 : 5_000;
const web = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const quantile = (all, q) =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(q * all.length))];
const median = (all) => quantile(all, 0.5);

const server = await startDemo(['--web', web]);
/** Each browser with a profile on the disk: one without keeps its files in another process, a message for every page of 8 KB. */
const profiles = mkdtempSync(join(tmpdir(), 'qudao-profiles-'));
let browsers = 0;
const open = (options = {}) =>
  chromium.launchPersistentContext(join(profiles, String((browsers += 1))), {
    executablePath: process.env.QUDAO_CHROMIUM ?? '/usr/bin/chromium',
    ...options,
  });
try {
  const answers = await signingAnswers(await signIn(server, 'partner1'));
  await measureForm(answers);
  const drained = await measureDrain(answers);
  const pulled = await measurePull(answers);
  const pouch = await measurePouch(open, { pushed: commands, pulled: records, answers });
  figure('browser.drain', drained, 'commands/s', 'PouchDB 9, express-pouchdb 4.2', pouch.push);
  figure('browser.pull', pulled, 'records/s', 'PouchDB 9, express-pouchdb 4.2', pouch.pull);
  console.log({ drained, pulled, pouch });
} finally {
  await server.close();
  rmSync(profiles, { recursive: true, force: true, maxRetries: 5 });
}

/** A browser that has never been here, of somebody who is signed in. */
async function visitor(user) {
  const context = await open({
    baseURL: server.origin,
    locale: 'zh-CN',
    viewport: { width: 1280, height: 900 },
  });
  const answer = await context.request.post('/api/v1/sessions', {
    headers: { 'X-Qudao-Request': '1', Origin: server.origin },
    data: { user_name: user, password: 'Qudao-demo-2026' },
  });
  if (answer.status() !== 201) throw new Error(await answer.text());
  return context;
}

async function timeToForm(page, address) {
  const began = performance.now();
  await page.goto(address);
  await page.locator('[data-field="signing_name"] input').waitFor();
  return performance.now() - began;
}

async function measureForm(answers) {
  const device = new Device(await signIn(server, 'partner1'));
  const id = newId();
  await device.applied(device.create(id, answers));
  const address = `/signings/${id}`;
  const cold = [];
  for (let i = 0; i < 3; i += 1) {
    const context = await visitor('partner1');
    cold.push(await timeToForm(await context.newPage(), address));
    await context.close();
  }
  const context = await visitor('partner1');
  const page = await context.newPage();
  await page.goto('/');
  await ready(page);
  const warm = [];
  for (let i = 0; i < 5; i += 1) warm.push(await timeToForm(page, address));
  const bytes = await bytesOfAnAnswer(page);
  const keys = await keyPresses(page, page.locator('[data-field="signing_name"] input'));
  const empty = await context.newPage();
  await empty.setContent('<input>');
  const floor = await keyPresses(empty, empty.locator('input'));
  await empty.close();
  await ready(page);
  await server.kill();
  const offline = [];
  for (let i = 0; i < 5; i += 1) offline.push(await timeToForm(page, address));
  await server.start();
  await context.close();
  figure('browser.form_cold', median(cold) / 1000, 's');
  figure('browser.form_warm', median(warm) / 1000, 's');
  figure('browser.form_offline', median(offline) / 1000, 's');
  for (const [name, q] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ]) {
    const least = quantile(floor, q);
    figure(`browser.key_${name}`, quantile(keys, q), 'ms', 'an input on an empty page', least);
  }
  figure('browser.bytes_per_answer', bytes, 'B');
  console.log({ cold, warm, offline, bytes, keys: keys.length, floor: quantile(floor, 0.99) });
}

/** Body of the push that one changed answer costs. */
async function bytesOfAnAnswer(page) {
  const input = page.locator('[data-field="brands"] input');
  const [request] = await Promise.all([
    page.context().waitForEvent('request', (each) => each.url().endsWith('/sync/push')),
    input.fill('另一个品牌'),
  ]);
  return Buffer.byteLength(request.postData() ?? '');
}

/** From the key to the frame that shows it, ms. A screen of 60 Hz alone takes up to 17 of them, wherever one types. */
async function keyPresses(page, input) {
  await input.click();
  await page.evaluate(() => {
    window.pressed = [];
    const listen = () => {
      const began = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.pressed.push(performance.now() - began);
        channel.port2.postMessage(0);
      });
    };
    document.addEventListener('keydown', listen, true);
  });
  await page.keyboard.type('abcdefghij'.repeat(40), { delay: 40 });
  return page.evaluate(() => window.pressed);
}

/** A long time without a connection, and then all of it at once. */
async function measureDrain(answers) {
  const context = await visitor('partner2');
  await askWorker(context);
  const page = await context.newPage();
  await page.goto('/help');
  await ready(page);
  const empty = await page.evaluate(() => navigator.storage.estimate());
  await server.kill();
  const typing = await page.evaluate(
    async ({ count, answers, ids }) => {
      const began = performance.now();
      for (let from = 0; from < count; from += 50) {
        const some = ids.slice(from, from + 50).map((record) =>
          window.askData({
            ...{ ask: 'edit', entity: 'signing', record, changes: answers },
            ...{ definition_version: 1, calculated: [], stored_version: 0, stored: {} },
          }),
        );
        await Promise.all(some);
      }
      return performance.now() - began;
    },
    { count: commands, answers, ids: Array.from({ length: commands }, () => newId()) },
  );
  const full = await page.evaluate(() => navigator.storage.estimate());
  figure('browser.edits', commands / (typing / 1000), 'edits/s');
  figure('browser.storage_per_1000', (full.usage - empty.usage) / commands, 'kB');
  await server.start();
  const took = await page.evaluate(async () => {
    await window.askData({ ask: 'hurry' });
    const began = performance.now();
    for (;;) {
      const { answer } = await window.askData({ ask: 'status' });
      if (!answer.unsent) return performance.now() - began;
      await new Promise((done) => setTimeout(done, 20));
    }
  });
  const { needs_you, refused } = await page.evaluate(
    async () => (await window.askData({ ask: 'status' })).answer,
  );
  if (needs_you + refused > 0) throw new Error('not everything was taken');
  await context.close();
  return commands / (took / 1000);
}

/** A new device of somebody who may see many records. */
async function measurePull(answers) {
  const http = await signIn(server, 'partner1');
  http.contract = { check: () => {} };
  const device = new Device(http);
  for (let made = 0; made < records; made += 200) {
    await device.push(...Array.from({ length: 200 }, () => device.create(newId(), answers)));
    device.acknowledged = device.seq;
  }
  const context = await visitor('partner1');
  await askWorker(context);
  const page = await context.newPage();
  await page.goto('/help');
  const took = await page.evaluate(async () => {
    const began = performance.now();
    for (;;) {
      const { answer } = await window.askData({ ask: 'status' });
      if (answer.complete) return performance.now() - began;
      await new Promise((done) => setTimeout(done, 20));
    }
  });
  const { answer } = await page.evaluate(() =>
    window.askData({ ask: 'list', entity: 'signing', offset: 0, count: 1 }),
  );
  if (answer.total < records) throw new Error(`${answer.total} of ${records} records came`);
  figure('browser.worker_memory', (await memoryOfWorker(context, page)) / 1e6, 'MB');
  await context.close();
  return records / (took / 1000);
}
