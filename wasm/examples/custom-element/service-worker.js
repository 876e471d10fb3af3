// Everything the page needs, kept on this machine: with this worker it opens without a connection. Raise the version with
// any of these files; the next visit then brings the new ones, and the one after shows them.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const version = 'qudao-form-2';
const files = [
  './',
  'page.js',
  'page.css',
  'qudao-form.js',
  'row.js',
  'repeat.js',
  'controls.js',
  'form-style.js',
  'words.js',
  'bundle.json',
  'context.json',
  'node_modules/@qudao/core/dist/browser.js',
  'node_modules/@qudao/core/dist/core.wasm',
];

worker.addEventListener('install', (event) => {
  // Past the browser's own cache: what is kept belongs together.
  const fresh = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener('activate', (event) => {
  const removeOld = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name)));
  };
  event.waitUntil(removeOld());
});

worker.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
