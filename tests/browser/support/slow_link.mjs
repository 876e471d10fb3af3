// A way to the server as a bad line is: so many bytes a second each way, cut when the test says so.
import { createServer, connect } from 'node:net';

const tick = 50; // ms

/**
 * @param {string} origin of the server behind it
 * @param {number} bytesPerSecond of all connections together, each way
 */
export async function slowLink(origin, bytesPerSecond) {
  const { hostname, port } = new URL(origin);
  const open = new Set();
  const allowance = { up: 0, down: 0 };
  const pass = (from, to, way) => {
    const pump = () => {
      // What is read here is what the line lets through; the rest waits in the kernel, as on a real one.
      const most = Math.min(allowance[way], from.readableLength);
      const piece = most > 0 ? from.read(most) : null;
      if (piece === null) return;
      allowance[way] -= piece.length;
      to.write(piece);
    };
    from.on('end', () => to.end());
    return pump;
  };
  const server = createServer((browser) => {
    const behind = connect(Number(port), hostname);
    const pumps = [pass(browser, behind, 'up'), pass(behind, browser, 'down')];
    const pair = { pumps, sockets: [browser, behind] };
    open.add(pair);
    for (const socket of pair.sockets) {
      // Being listened to makes it read ahead into its buffer, and no further.
      socket.on('readable', () => {});
      socket.on('error', () => {});
      socket.on('close', () => {
        pair.sockets.forEach((each) => each.destroy());
        open.delete(pair);
      });
    }
  });
  const timer = setInterval(() => {
    const most = (bytesPerSecond * tick) / 1000;
    allowance.up = Math.min(allowance.up + most, most);
    allowance.down = Math.min(allowance.down + most, most);
    for (const { pumps } of open) pumps.forEach((pump) => pump());
  }, tick);
  const cut = () => open.forEach(({ sockets }) => sockets.forEach((socket) => socket.destroy()));
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut,
    async close() {
      clearInterval(timer);
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}
