// The peer: PouchDB in the same browser against express-pouchdb in a process of its own, with the same documents.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./pouch_server.mjs', import.meta.url));

/** Documents per second each way, in the batches PouchDB sends when nothing is said: 100, ten of them under way. */
export async function measurePouch(open, { pushed, pulled, answers }) {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const origin = await new Promise((found, failed) => {
      child.stdout.once('data', (text) => found(String(text).trim()));
      child.once('exit', () => failed(new Error('express-pouchdb did not start')));
    });
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${origin}/bench`);
    const rates = await page.evaluate(
      async ({ pushed, pulled, answers }) => {
        const documents = (count, name) =>
          Array.from({ length: count }, (_, at) => ({ _id: `${name}${at}`, ...answers }));
        const there = (name) => new window.PouchDB(`${location.origin}/db/${name}`);
        const fill = async (database, all) => {
          for (let from = 0; from < all.length; from += 1000) {
            await database.bulkDocs(all.slice(from, from + 1000));
          }
        };
        const rate = async (count, work) => {
          const began = performance.now();
          await work();
          return count / ((performance.now() - began) / 1000);
        };
        const mine = new window.PouchDB('pushed');
        await fill(mine, documents(pushed, 'p'));
        const push = await rate(pushed, () => mine.replicate.to(there('pushed')));
        await fill(there('pulled'), documents(pulled, 'q'));
        const fresh = new window.PouchDB('pulled');
        const pull = await rate(pulled, () => fresh.replicate.from(there('pulled')));
        const { doc_count: arrived } = await fresh.info();
        if (arrived !== pulled) throw new Error(`${arrived} of ${pulled} documents came`);
        return { push, pull };
      },
      { pushed, pulled, answers },
    );
    await context.close();
    return rates;
  } finally {
    child.kill();
  }
}
