/** Sends one file with progress; fetch cannot tell of it, so XMLHttpRequest. */
import { NetworkError } from '../../api';
import { headers, readAnswer, url } from '../../api/client';
import type { StoredFile } from './attachment';

export interface Upload {
  done: Promise<StoredFile>;
  abort: () => void;
}

export function upload(
  file: File,
  documentType: string,
  onProgress: (percent: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<StoredFile>((resolve, reject) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((100 * event.loaded) / event.total));
    };
    request.onerror = () => reject(new NetworkError('unreachable'));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      try {
        const type = request.getResponseHeader('Content-Type') ?? '';
        const answer = readAnswer(request.status, type, request.responseText, null);
        resolve(answer as StoredFile);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    request.open('POST', url('files', { type: documentType, name: file.name }));
    for (const [name, value] of Object.entries(headers('POST'))) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.send(file);
  });
  return { done, abort: () => request.abort() };
}
