// Damages the files of the local database, as a failing disk does. To be called where no page of the app is open.

/**
 * @param {import('@playwright/test').Page} page
 * @param {Record<string, { from: number, length: number }[]>} places what to overwrite in files that begin with this name; the pool
 * keeps the name and other facts in 4096 bytes before the content
 */
export async function damage(page, places) {
  return page.evaluate(async (places) => {
    // The worker of the page before gives its handles back when it has gone.
    const writableOf = async (file) => {
      for (;;) {
        const writable = await file.createWritable({ keepExistingData: true }).catch(() => null);
        if (writable) return writable;
        await new Promise((done) => setTimeout(done, 20));
      }
    };
    const nameOf = async (file) =>
      (await (await file.getFile()).slice(0, 512).text()).split('\0')[0];
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('qudao');
    for await (const user of /** @type {any} */ (folder).values()) {
      const files = await user.getDirectoryHandle('.opaque');
      for await (const file of files.values()) {
        const wanted = places[await nameOf(file)] ?? [];
        const writable = await writableOf(file);
        for (const { from, length } of wanted)
          await writable.write({
            type: 'write',
            position: from,
            data: new Uint8Array(length).fill(0x5a),
          });
        await writable.close();
      }
    }
  }, places);
}
