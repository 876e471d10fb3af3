// A way to the server that does to single requests what the test says; everything else passes.
import { createServer, request } from 'node:http';

/**
 * `decide` is asked about every request: undefined lets it pass, 'lose the answer' lets the server carry it out and cuts the
 * connection, and an answer is given in place of the server's.
 * @param {string} origin
 * @param {(method: string, path: string) => undefined | 'lose the answer' | {status: number, type: string, body: string}} decide
 */
export async function faultyLink(origin, decide) {
  const { hostname, port } = new URL(origin);
  const server = createServer((asked, answer) => {
    const fault = decide(asked.method ?? '', asked.url ?? '');
    if (typeof fault === 'object') {
      asked.resume();
      answer.writeHead(fault.status, { 'Content-Type': fault.type }).end(fault.body);
      return;
    }
    const { method, url: path, headers } = asked;
    const behind = request({ hostname, port, method, path, headers }, (told) => {
      if (fault === 'lose the answer') {
        told.resume().on('end', () => answer.destroy());
        return;
      }
      answer.writeHead(told.statusCode ?? 502, told.headers);
      told.pipe(answer);
    });
    behind.on('error', () => answer.destroy());
    answer.on('close', () => behind.destroy());
    asked.pipe(behind);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
