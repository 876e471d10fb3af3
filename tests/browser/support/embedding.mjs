// A stranger's page: the packed package in an empty folder with its example, and an ordinary server of files with a strict
// Content-Security-Policy.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { installPackage } from '../../../wasm/test/installed.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; " +
  "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder. `close` ends it and every connection at once.
 * @param {string} folder
 */
export function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    try {
      const body = readFileSync(join(folder, file));
      const type = types[extname(file)] ?? 'application/octet-stream';
      response
        .writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const close = () =>
    new Promise((resolve) => {
      // Closed already: so be it.
      server.close(resolve);
      server.closeAllConnections();
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ origin: `http://127.0.0.1:${server.address().port}`, close });
    });
  });
}

/**
 * The example with what the page reads: name of a file → its JSON.
 * @param {Record<string, unknown>} documents
 */
export function installSite(documents) {
  const { folder, home, remove } = installPackage();
  cpSync(join(home, 'examples/custom-element'), folder, { recursive: true });
  for (const [name, document] of Object.entries(documents))
    writeFileSync(join(folder, name), JSON.stringify(document));
  return { folder, remove };
}
