/**
 * Whether our server can be reached. Every request of the client tells how it went; after one that failed, a probe says
 * whether that was a stumble or the line is gone, and goes on asking, ever less often, until the server is back.
 */
export type Reach = 'online' | 'doubtful' | 'offline';

export interface Line {
  /** True when our server answered, and nobody in its place. */
  probe: () => Promise<boolean>;
  /** What the browser believes; it knows when there is no network at all. */
  hasNetwork: () => boolean;
}

/** The first comes before a query asks again by itself: a page need not wait for its third attempt to say so. */
const delays = [500, 2_000, 5_000, 15_000, 30_000];

export class Connection {
  state: Reach = 'online';
  private readonly line: Line;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private probing = false;

  constructor(line: Line) {
    this.line = line;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  snapshot = (): Reach => this.state;

  /** A request was answered. */
  reached(): void {
    this.attempts = 0;
    this.back();
  }

  /** A request was not answered, or by a stranger. */
  failed(): void {
    if (!this.line.hasNetwork()) this.show('offline');
    else if (this.state === 'online') this.show('doubtful');
    this.schedule();
  }

  /** The network came back, or the person did: asks at once. */
  hurry(): void {
    if (this.state !== 'online') void this.ask();
  }

  private back(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.show('online');
  }

  private schedule(): void {
    if (this.timer !== undefined || this.probing) return;
    const delay = delays[Math.min(this.attempts, delays.length - 1)];
    this.attempts += 1;
    this.timer = setTimeout(() => void this.ask(), delay);
  }

  private async ask(): Promise<void> {
    if (this.probing) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.probing = true;
    const answered = await this.line.probe().catch(() => false);
    this.probing = false;
    // The count stays: a server that answers this and nothing else is not asked faster and faster.
    if (answered) this.back();
    else {
      this.show('offline');
      this.schedule();
    }
  }

  private show(state: Reach): void {
    if (state === this.state) return;
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

async function probe(): Promise<boolean> {
  const answer = await fetch('/healthz', { cache: 'no-store' });
  return answer.ok && (answer.headers.get('Content-Type') ?? '').startsWith('application/json');
}

export const connection = new Connection({ probe, hasNetwork: () => navigator.onLine });
