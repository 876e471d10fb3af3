/** The worker's way to the server: requests of the protocol, the stream that says when to pull, and who is signed in. */
import type { SyncEffects } from '@qudao/core/sync';
import type { FullRecord } from '../../api/types';

type Request = NonNullable<SyncEffects['send']>;
export interface Answer {
  /** Of HTTP; 0 when there was none. */
  status: number;
  /** As it came. */
  body: Uint8Array;
}

export interface Line {
  send: (request: Request) => Promise<Answer>;
  /** Id of who is signed in; null: nobody, undefined: no answer. */
  whoIsSignedIn: () => Promise<string | null | undefined>;
  /** Whole records, of those the user may see. */
  look: (entity: string, ids: readonly string[]) => Promise<FullRecord[]>;
  /** A held command waits no longer: it is refused. False: the server could not be told. */
  giveUp: (client: string, seq: number) => Promise<boolean>;
  /** Calls back when the stream is there and whenever the server has something; ends the stream when called. */
  listen: (poked: () => void) => () => void;
}

type Init = Pick<RequestInit, 'method' | 'body'> & { headers?: Record<string, string> };

const base = '/api/v1/';
/** A stream the server has ended is asked for again after this; polling goes on meanwhile. */
const again = 60_000;

export class HttpLine implements Line {
  private readonly user: string;
  private readonly locale: () => string;

  constructor(user: string, locale: () => string) {
    this.user = user;
    this.locale = locale;
  }

  send = ({ kind, body }: Request) => this.post(`sync/${kind}`, body);

  async whoIsSignedIn(): Promise<string | null | undefined> {
    const { status, body } = await this.exchange('me', { headers: {} });
    if (status === 401) return null;
    const user = (parsed(body) as { user?: { id?: unknown } } | null)?.user;
    return status === 200 && typeof user?.id === 'string' ? user.id : undefined;
  }

  async look(entity: string, ids: readonly string[]): Promise<FullRecord[]> {
    const asked = JSON.stringify({ entity, ids });
    const { status, body } = await this.post('sync/records', asked);
    const records = (parsed(body) as { records?: unknown } | null)?.records;
    return status === 200 && Array.isArray(records) ? (records as FullRecord[]) : [];
  }

  async giveUp(client: string, seq: number): Promise<boolean> {
    const path = `sync/clients/${client}/held/${seq}`;
    const { status } = await this.exchange(path, { method: 'DELETE' });
    // 404: it is not held any more.
    return status === 204 || status === 404;
  }

  /** Of every request that is this user's alone: another one may have signed in meanwhile. */
  headers = (): Record<string, string> => ({
    'Accept-Language': this.locale(),
    'X-Qudao-Request': '1',
    'X-Qudao-User': this.user,
  });

  listen(poked: () => void): () => void {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(`${base}sync/poke`);
      source.onopen = poked;
      source.addEventListener('poke', poked);
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, again);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }

  private post(path: string, body: string): Promise<Answer> {
    const headers = { ...this.headers(), 'Content-Type': 'application/json' };
    return this.exchange(path, { method: 'POST', headers, body });
  }

  private async exchange(
    path: string,
    { headers = this.headers(), ...init }: Init,
  ): Promise<Answer> {
    try {
      const response = await fetch(base + path, {
        ...init,
        headers: { ...headers, Accept: 'application/json' },
        credentials: 'same-origin',
      });
      return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
    } catch {
      return { status: 0, body: new Uint8Array() };
    }
  }
}

/** What is no JSON is not our server's. */
function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
