// What a bench does in a page of the app that no person could do.

/** The app is on this machine and everything has been pulled. @param {import('@playwright/test').Page} page */
export async function ready(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
    );
  });
  await page.waitForLoadState('networkidle');
}

/** `window.askData(ask)`: asks the owner of the local database, as pages do. @param {import('@playwright/test').BrowserContext} context */
export async function askWorker(context) {
  await context.addInitScript(() => {
    let channel;
    let count = 0;
    const waiting = new Map();
    const open = () => {
      const { id } = JSON.parse(localStorage.getItem('qudao.last_session')).user;
      channel = new BroadcastChannel(`qudao.data.${id}`);
      channel.onmessage = ({ data }) => {
        // A new owner has not heard what was asked before.
        if (data.kind === 'open') for (const { ask } of waiting.values()) channel.postMessage(ask);
        if (data.tab !== 'bench') return;
        waiting.get(data.id)?.done(data);
        waiting.delete(data.id);
      };
    };
    window.askData = async (ask) => {
      while (!localStorage.getItem('qudao.last_session')) {
        await new Promise((done) => setTimeout(done, 20));
      }
      if (!channel) open();
      count += 1;
      const message = { kind: 'ask', tab: 'bench', id: count, locale: 'en', ask };
      return new Promise((done) => {
        waiting.set(count, { ask: message, done });
        channel.postMessage(message);
      });
    };
  });
}

/**
 * Bytes of the worker's heap and of what it holds beside it, the memory of both wasm modules included.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {import('@playwright/test').Page} page
 */
export async function memoryOfWorker(context, page) {
  const session = await context.newCDPSession(page);
  const attached = new Promise((found) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') found(sessionId);
    });
  });
  const setup = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await session.send('Target.setAutoAttach', setup);
  const sessionId = await attached;
  const answered = new Promise((done) => {
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message);
      if (id === 1) done(result);
    });
  });
  const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' });
  await session.send('Target.sendMessageToTarget', { sessionId, message });
  const { totalSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = await answered;
  return totalSize + backingStorageSize + embedderHeapUsedSize;
}
