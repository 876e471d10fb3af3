/**
 * When to save: a moment after the last answer, one request at a time, again after a failure.
 * Knows nothing of forms or HTTP, so that every order of events can be tested.
 */
export type SaveStatus = 'saved' | 'dirty' | 'saving' | 'failed' | 'conflict';

export interface AutosaveOptions {
  /** Stores what there is now; throws when that failed. */
  save: () => Promise<void>;
  onStatus: (status: SaveStatus) => void;
  /** What kind of failure: a conflict waits for the person, anything else is tried again. */
  isConflict: (error: unknown) => boolean;
  delay?: number;
  /** Waits between attempts after failures; the last one repeats. */
  retryDelays?: readonly number[];
}

export class Autosave {
  private readonly options: AutosaveOptions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | undefined;
  private changedWhileRunning = false;
  private failures = 0;
  private current: SaveStatus = 'saved';

  constructor(options: AutosaveOptions) {
    this.options = options;
  }

  get status(): SaveStatus {
    return this.current;
  }

  /** An answer changed. */
  changed(): void {
    if (this.running) {
      this.changedWhileRunning = true;
      return;
    }
    if (this.current === 'conflict') return;
    if (this.current !== 'failed') this.setStatus('dirty');
    this.schedule(this.options.delay ?? 800);
  }

  /** Saves now whatever is unsaved; true when everything is stored afterwards. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    clearTimeout(this.timer);
    if (this.status === 'saved') return true;
    return this.run();
  }

  /** The conflict was settled: what is here counts as changed. */
  resume(): void {
    this.setStatus('dirty');
    this.schedule(0);
  }

  /** What is here is what is stored. */
  settled(): void {
    clearTimeout(this.timer);
    this.setStatus('saved');
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), delay);
  }

  private run(): Promise<boolean> {
    this.running ??= this.attempt().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async attempt(): Promise<boolean> {
    this.changedWhileRunning = false;
    this.setStatus('saving');
    try {
      await this.options.save();
    } catch (error) {
      return this.failed(error);
    }
    this.failures = 0;
    return this.stored();
  }

  private stored(): boolean {
    this.setStatus(this.changedWhileRunning ? 'dirty' : 'saved');
    if (this.changedWhileRunning) this.schedule(this.options.delay ?? 800);
    return !this.changedWhileRunning;
  }

  private failed(error: unknown): boolean {
    if (this.options.isConflict(error)) {
      this.setStatus('conflict');
      return false;
    }
    this.setStatus('failed');
    const delays = this.options.retryDelays ?? [2_000, 5_000, 15_000, 30_000];
    this.schedule(delays[Math.min(this.failures, delays.length - 1)] ?? 30_000);
    this.failures += 1;
    return false;
  }

  private setStatus(status: SaveStatus): void {
    if (status === this.current) return;
    this.current = status;
    this.options.onStatus(status);
  }
}
