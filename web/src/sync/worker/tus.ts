/** One file to the server's resumable uploads, by the stock client of tus, which is loaded only when there is a file. */
import type { LocalFile } from '../messages';
import { SendError } from './uploads';
import type { Send } from './uploads';

const endpoint = '/api/v1/uploads';
/** Of one request: a proxy may cut longer ones, and what the kernel has taken is not yet on its way. */
const chunkSize = 1024 * 1024;

interface Told {
  code?: string;
  title?: string;
}

export function tusSend(headers: () => Record<string, string>): Send {
  return async (file, content, progress, ended) => {
    const { Upload } = await import('tus-js-client');
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(content, {
        endpoint,
        // What has arrived of it is asked for; where there is nothing, it is begun.
        uploadUrl: `${endpoint}/${file.id}`,
        chunkSize,
        headers: headers(),
        metadata: metadataOf(file),
        retryDelays: null,
        storeFingerprintForResuming: false,
        onProgress: progress,
        onAfterResponse: (request, answer) => {
          // What the server has of this user already is finished when it is begun.
          const offset = Number(answer.getHeader('Upload-Offset') ?? 0);
          if (request.getMethod() !== 'POST' || offset < file.size) return;
          void upload.abort();
          resolve();
        },
        onSuccess: () => resolve(),
        onError: (error) => {
          const answer = 'originalResponse' in error ? error.originalResponse : null;
          reject(errorOf(answer?.getStatus() ?? 0, answer?.getBody() ?? ''));
        },
      });
      ended.addEventListener('abort', () => {
        void upload.abort();
        reject(new SendError(0));
      });
      upload.start();
    });
  };
}

function metadataOf(file: LocalFile): Record<string, string> {
  const { id, file_name: filename, content_type: filetype, sha256 } = file;
  return { attachment_id: id, filename, filetype, sha256 };
}

function errorOf(status: number, body: string): SendError {
  try {
    const { code, title } = JSON.parse(body) as Told;
    return new SendError(status, code, title);
  } catch {
    // What is no JSON is not our server's: no reason to give anything up.
    return new SendError(0);
  }
}
