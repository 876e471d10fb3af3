import { api } from '../../api';
import { payload } from './solve';
import type { Challenge } from './solve';

type Message = { share: number } | { number: number | null };

/** Fetches a challenge and solves it beside the page; the answer goes with one request. */
export async function solveCaptcha(onProgress: (share: number) => void): Promise<string> {
  const challenge = await api.get<Challenge>('captcha');
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    const number = await new Promise<number>((resolve, reject) => {
      worker.onerror = () => reject(new Error('the captcha worker failed'));
      worker.onmessage = ({ data }: MessageEvent<Message>) => {
        if ('share' in data) onProgress(data.share);
        else if (data.number !== null) resolve(data.number);
        else reject(new Error('the captcha has no solution'));
      };
      worker.postMessage(challenge);
    });
    return payload(challenge, number);
  } finally {
    worker.terminate();
  }
}
