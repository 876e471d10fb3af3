/** Gives up the files of a user: what was on this device is gone. Waits up to ten seconds for whoever still holds them. */
export async function removeDatabase(user: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('qudao');
      await folder.removeEntry(user, { recursive: true });
      return true;
    } catch (error) {
      if ((error as DOMException).name === 'NotFoundError') return true;
      if ((error as DOMException).name !== 'NoModificationAllowedError') return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return false;
}
