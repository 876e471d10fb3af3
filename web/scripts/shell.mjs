// Makes the service worker of the build that is in dist: sw.js, with the name and SHA-256 of every file, and the id of the
// build in index.html, where the page finds which build it is of.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';

const web = path.resolve(import.meta.dirname, '..');
const workerFolder = path.join(web, 'src/shell/worker');

/** @param {string | Buffer} content */
const sha256 = (content) => createHash('sha256').update(content).digest();

/**
 * @param {string} folder
 * @param {RegExp} left out
 */
async function filesBelow(folder, left) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !left.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * The worker of the files in a folder; a second build of the same app is a folder with other files.
 * @param {string} dist
 */
export async function addWorker(dist) {
  const names = await filesBelow(dist, /\.(br|gz)$|^sw\.js$/);
  const index = path.join(dist, 'index.html');
  const html = (await readFile(index, 'utf8')).replace(/\s*<meta name="qudao-build"[^>]*>/, '');
  const files = await Promise.all(
    names.map(async (name) => {
      const content = name === 'index.html' ? html : await readFile(path.join(dist, name));
      return { path: `/${name}`, sha256: sha256(content).toString('base64') };
    }),
  );
  const sources = (await filesBelow(workerFolder, /\.test\.ts$/)).map((name) =>
    readFile(path.join(workerFolder, name), 'utf8'),
  );
  const id = sha256(JSON.stringify([files, await Promise.all(sources)]))
    .toString('hex')
    .slice(0, 16);
  const marked = html.replace(
    '</title>',
    `</title>\n    <meta name="qudao-build" content="${id}" />`,
  );
  if (marked === html) throw new Error('index.html has no title to put the build beside');
  await writeFile(index, marked);
  const precached = files.map((file) =>
    file.path === '/index.html' ? { path: '/', sha256: sha256(marked).toString('base64') } : file,
  );
  await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    define: { QUDAO_BUILD: JSON.stringify({ id, files: precached }) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      copyPublicDir: false,
      target: ['chrome100', 'firefox104', 'safari15.4'],
      lib: {
        entry: path.join(workerFolder, 'worker.ts'),
        formats: ['iife'],
        name: 'qudao',
        fileName: () => 'sw.js',
      },
    },
  });
  return { id, files: precached };
}

if (process.argv[1] === import.meta.filename) {
  const { id, files } = await addWorker(path.join(web, 'dist'));
  console.log(`build ${id}: ${files.length} files to open without a connection`);
}
