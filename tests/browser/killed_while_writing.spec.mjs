// The browser is killed in the middle of a stream of answers, again and again: each time the database of the device has every answer
// it had confirmed, whether the kill came during a commit, a checkpoint of its log or a request.
import { signingAnswers } from '../api/support/demo.mjs';
import { newId } from '../api/support/device.mjs';
import { askWorker } from '../bench/browser/page.mjs';
import { CrashingBrowser } from './support/crashing_browser.mjs';
import { expect, signIn, test } from './support/qudao.mjs';

/** How many answers are confirmed before each kill: the log is written back about every two hundred. */
const kills = [30, 150, 210, 260, 330];

test('killed while it writes, the database has every answer it confirmed', async ({
  server,
  launchOptions,
}) => {
  test.slow();
  const browser = new CrashingBrowser(launchOptions);
  const record = newId();
  let sent = 0;
  let confirmed = 0;
  try {
    for (const target of [...kills, 0]) {
      const context = await browser.open();
      await signIn(context, server.origin, 'partner2');
      await askWorker(context);
      const page = await context.newPage();
      await page.goto(`${server.origin}/help`);
      expect(await answerOf(page, record)).toBeGreaterThanOrEqual(confirmed);
      expect(await answerOf(page, record)).toBeLessThanOrEqual(sent);
      if (target === 0) break;

      const goal = sent + target;
      let reached = () => {};
      const writing = new Promise((done) => (reached = done));
      await page.exposeFunction('told', (kind, count) => {
        if (kind === 'sent') sent = count;
        else confirmed = count;
        if (confirmed >= goal) reached();
      });
      const answers = await signingAnswers(clientOf(context, server.origin));
      const ended = page.evaluate(write, { record, answers, from: sent });
      ended.catch(() => undefined); // it is killed
      await Promise.race([writing, ended]);
      await browser.kill();
    }
  } finally {
    await browser.close();
  }
});

/**
 * In the page, until it is killed: one answer after the other, each when the one before it was confirmed. That it is on its way has
 * been told before it is: the last word of a browser that is killed is lost.
 */
async function write({ record, answers, from }) {
  for (let count = from + 1; ; count += 1) {
    await window.told('sent', count);
    await window.askData({
      ...{ ask: 'edit', entity: 'signing', record, changes: { ...answers, brands: `${count}` } },
      ...{ definition_version: 1, calculated: [], stored_version: 0, stored: {} },
    });
    window.told('confirmed', count);
  }
}

/** The newest answer the device has; 0: none. */
async function answerOf(page, record) {
  const { answer } = await page.evaluate(
    (record) => window.askData({ ask: 'record', record }),
    record,
  );
  return Number(answer.draft?.mine.brands ?? answer.record?.data.brands ?? 0);
}

const clientOf = (context, origin) => ({
  get: async (path) => {
    const answer = await context.request.get(origin + path);
    return { status: answer.status(), json: await answer.json() };
  },
});
