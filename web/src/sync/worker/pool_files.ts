/** The files of a user's local database as the pool of SQLite has them, read beside whoever has them open. */
export interface PoolFile {
  /** As SQLite calls it; what is damaged may have any, or none. */
  name: string;
  content: Blob;
}

/** Before the content of each file the pool says here what it is called. */
const headerSize = 4096;

/** None: this user has no database on this device. */
export async function poolFiles(user: string): Promise<PoolFile[]> {
  const folder = await folderOf(user);
  const files: Promise<PoolFile>[] = [];
  if (folder)
    for await (const handle of folder.values())
      if (handle instanceof FileSystemFileHandle) files.push(handle.getFile().then(poolFile));
  return Promise.all(files);
}

async function poolFile(file: File): Promise<PoolFile> {
  const text = await file.slice(0, 512).text();
  return { name: text.split('\0')[0] ?? '', content: file.slice(headerSize) };
}

async function folderOf(user: string): Promise<FileSystemDirectoryHandle | null> {
  let folder = await navigator.storage.getDirectory();
  try {
    for (const name of ['qudao', user, '.opaque']) folder = await folder.getDirectoryHandle(name);
    return folder;
  } catch (error) {
    if ((error as DOMException).name === 'NotFoundError') return null;
    throw error;
  }
}

export const bytesOf = async (content: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await content.arrayBuffer());
