/**
 * Brings files to the server, one after the other, by tus 1.0 (https://tus.io): what has arrived of one stays there, whatever
 * becomes of the connection, the browser or the server meanwhile. What the server refuses for good is said so; everything else
 * is tried again after 1, 2, 5, 15, 30, then each 60 seconds, and at once when the connection is back.
 */
import type { LocalFile, UploadProgress } from '../messages';
import type { Files } from './files';

/** Sends one file, from where it was left; `sent` in bytes. Rejects with SendError. */
export type Send = (
  file: LocalFile,
  content: Blob,
  progress: (sent: number) => void,
  ended: AbortSignal,
) => Promise<void>;

export class SendError extends Error {
  /** Of HTTP; 0: no answer. */
  readonly status: number;
  readonly code: string;
  readonly detail: string;

  constructor(status: number, code = '', detail = '') {
    super(`${String(status)} ${code}`);
    this.name = 'SendError';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** Asking again would be answered the same. */
  get isFinal(): boolean {
    return [400, 413, 415, 422].includes(this.status) && this.code !== 'upload.checksum_mismatch';
  }
}

export interface UploadsOptions {
  files: Files;
  send: Send;
  /** Whether requests are this user's now. */
  isOpen: () => boolean;
  /** How far the one under way is. */
  told: (progress: UploadProgress) => void;
}

const waits = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/** Between two tellings of progress, ms. */
const pace = 200;

export class Uploads {
  private readonly options: UploadsOptions;
  private readonly ending = new AbortController();
  private running = false;
  private failures = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: UploadsOptions) {
    this.options = options;
  }

  /** There may be something to send. Costs nothing when there is not. */
  look(): void {
    if (this.running || this.waiting !== undefined) return;
    const file = this.options.files.next();
    if (file && this.options.isOpen()) void this.run(file);
  }

  /** The connection is back, or somebody asks: without waiting any longer. */
  hurry(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.failures = 0;
    this.look();
  }

  stop(): void {
    clearTimeout(this.waiting);
    this.ending.abort();
  }

  private async run(file: LocalFile): Promise<void> {
    this.running = true;
    try {
      await this.send(file);
      this.failures = 0;
    } catch (error) {
      this.failed(file, error);
    } finally {
      this.running = false;
    }
    if (!this.ending.signal.aborted) this.look();
  }

  private async send(file: LocalFile): Promise<void> {
    const { files, send } = this.options;
    const content = files.content(file.id);
    if (content === null) return;
    files.mark(file.id, 'sending');
    await send(file, content, this.progress(file.id), this.ending.signal);
    files.remove(file.id);
  }

  private progress(id: string): (sent: number) => void {
    let latest = 0;
    let telling: ReturnType<typeof setTimeout> | undefined;
    return (sent) => {
      latest = sent;
      telling ??= setTimeout(() => {
        telling = undefined;
        if (this.options.files.get(id)) this.options.told({ id, sent: latest });
      }, pace);
    };
  }

  private failed(file: LocalFile, error: unknown): void {
    if (this.ending.signal.aborted) return;
    if (error instanceof SendError && error.isFinal) {
      const problem = { code: error.code, message: error.detail };
      this.options.files.mark(file.id, 'refused', problem);
      return;
    }
    const wait = waits[Math.min(this.failures, waits.length - 1)];
    this.failures += 1;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.look();
    }, wait);
  }
}
