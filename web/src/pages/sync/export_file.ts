/** What is on this device only, as a file the person keeps: answers and commands as JSON, attachments as they are. */
import { saveFile } from '../parts/save_file';

interface Attachment {
  file_name: string;
  content: Blob;
}

export async function exportFile(rows: unknown, files: readonly Attachment[]): Promise<void> {
  const { strToU8, zipSync } = await import('fflate');
  const contents = await Promise.all(files.map(async ({ content }) => content.arrayBuffer()));
  const entries = contents.map((content, at) => [
    `files/${at + 1} ${plain(files[at]?.file_name ?? '')}`,
    // Scans and PDFs are compressed already.
    [new Uint8Array(content), { level: 0 }],
  ]);
  const zipped = zipSync({
    'qudao.json': strToU8(JSON.stringify(rows, null, 2)),
    ...(Object.fromEntries(entries) as Record<string, [Uint8Array, { level: 0 }]>),
  });
  saveFile('qudao-export.zip', new Blob([zipped], { type: 'application/zip' }));
}

/** No folder of its own, wherever it is unpacked. */
const plain = (name: string) => name.replace(/[\\/:*?"<>|]/g, '_').replace(/\p{Cc}/gu, '_');
