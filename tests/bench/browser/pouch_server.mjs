// express-pouchdb on LevelDB in a folder that goes with the process, and the page PouchDB runs in. Prints its address.
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import PouchDB from 'pouchdb';

const folder = mkdtempSync(join(tmpdir(), 'qudao-pouch-'));
const end = () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
};
process.on('SIGTERM', end);
process.on('SIGINT', end);

const app = express();
const require = createRequire(import.meta.url);
app.get('/pouchdb.js', (_, answer) =>
  answer.sendFile(join(dirname(require.resolve('pouchdb/package.json')), 'dist/pouchdb.min.js')),
);
app.get('/bench', (_, answer) =>
  answer.send('<!doctype html><title>PouchDB</title><script src="/pouchdb.js"></script>'),
);
const Store = PouchDB.defaults({ prefix: `${folder}/` });
const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'log') };
app.use('/db', expressPouchDb(Store, options));
const listening = app.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${listening.address().port}`),
);
