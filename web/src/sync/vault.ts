/**
 * The key of the local database: 32 random bytes, made when a user first comes to this device, and kept only wrapped (AES-GCM):
 *
 *   device    in a key of this browser that cannot be read out; not on a shared computer
 *   server    in a secret the server gives a live session of this user (GET /me/device-secret)
 *   password  in a key made of the password (PBKDF2, RFC 8018), for the day there is no connection
 *
 * On a shared computer the key is in memory as long as somebody works; `lock` forgets it, and only the password or a new sign-in
 * brings it back. What this protects: files of somebody who is signed out of, locked, or away, from whoever has the disk or the
 * profile of the browser. What it does not: anything from whoever watches the browser while they work; on a person's own computer,
 * from whoever can copy the whole profile, as the key of the device lies in it; a weak password from being tried out.
 */
import type { DurableStore } from '../form/draft/durable_store';
import type { SignIn } from './sign_in';

export interface VaultOptions {
  store: Pick<DurableStore, 'get' | 'put' | 'remove'>;
  /** Null: the server cannot be asked, or gives it to nobody. */
  secret: (user: string) => Promise<string | null>;
  /** One at a time of what has this name, in the order asked for, of all tabs: two keys for one database would be one too many. */
  exclusively: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Of PBKDF2; OWASP's figure for SHA-256. */
  iterations?: number;
}

interface Wrapped {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

interface Kept {
  shared: boolean;
  /** Until a password or a sign-in. */
  locked: boolean;
  device?: Wrapped & { by: CryptoKey };
  server?: Wrapped;
  password?: Wrapped & { salt: Uint8Array<ArrayBuffer>; iterations: number };
}

type Bytes = Uint8Array<ArrayBuffer>;

export class Vault {
  private readonly options: VaultOptions;
  private readonly inUse = new Map<string, Bytes>();

  constructor(options: VaultOptions) {
    this.options = options;
  }

  /** In hexadecimal; null: locked, or nothing that opens it can be had now. `signIn`: the person has just shown who they are. */
  async open(user: string, signIn?: SignIn): Promise<string | null> {
    const key = await this.once(user, () => this.opened(user, signIn));
    // Half a second of work that nobody needs to wait for.
    if (key && signIn) void this.keepPassword(user, key, signIn.password);
    return key && hexOf(key);
  }

  /** Without a connection. False: not with this password. About half a second, on purpose. */
  unlock(user: string, password: string): Promise<boolean> {
    return this.once(user, async () => {
      const kept = await this.kept(user);
      const key = kept ? await byPassword(kept, password) : null;
      if (!kept || key === null) return false;
      this.inUse.set(user, key);
      return this.options.store.put(user, { ...kept, locked: false });
    });
  }

  lock(user: string): Promise<void> {
    this.inUse.delete(user);
    return this.once(user, async () => {
      this.inUse.delete(user);
      const kept = await this.kept(user);
      if (kept) await this.options.store.put(user, { ...kept, locked: true });
    });
  }

  /** From memory. */
  letGo(): void {
    this.inUse.clear();
  }

  /** Whether it is to be locked when nobody is there. */
  async isShared(user: string): Promise<boolean> {
    return (await this.kept(user))?.shared ?? false;
  }

  forget(user: string): Promise<void> {
    return this.once(user, async () => {
      this.inUse.delete(user);
      await this.options.store.remove(user);
    });
  }

  private once<T>(user: string, work: () => Promise<T>): Promise<T> {
    return this.options.exclusively(user, work);
  }

  private async opened(user: string, signIn: SignIn | undefined): Promise<Bytes | null> {
    const kept = await this.kept(user);
    if (kept?.locked && !signIn) return null;
    const key =
      this.inUse.get(user) ??
      (kept ? await this.unwrapped(user, kept, signIn?.password) : random(32));
    if (key === null) return null;
    this.inUse.set(user, key);
    if (!kept || signIn) await this.keep(user, key, kept, signIn?.shared);
    return key;
  }

  private async kept(user: string): Promise<Kept | undefined> {
    return (await this.options.store.get(user)) as Kept | undefined;
  }

  private async unwrapped(
    user: string,
    kept: Kept,
    password: string | undefined,
  ): Promise<Bytes | null> {
    const { device, server } = kept;
    const opened = device ? await decrypted(device.by, device) : null;
    if (opened) return opened;
    const secret = server ? await this.options.secret(user) : null;
    const told = server && secret !== null ? await decrypted(await keyOf(secret), server) : null;
    return told ?? (password === undefined ? null : byPassword(kept, password));
  }

  private async keep(user: string, key: Bytes, before: Kept | undefined, said?: boolean) {
    const shared = said ?? before?.shared ?? false;
    const secret = await this.options.secret(user);
    const kept: Kept = {
      shared,
      locked: false,
      ...(!shared && { device: before?.device ?? (await wrappedForDevice(key)) }),
      ...(before?.server && { server: before.server }),
      ...(secret !== null && { server: await encrypted(await keyOf(secret), key) }),
      ...(before?.password && { password: before.password }),
    };
    await this.options.store.put(user, kept);
  }

  /** One after the other: a slow one of an earlier sign-in would otherwise bring the old password back. */
  private keepPassword(user: string, key: Bytes, password: string): Promise<void> {
    const { iterations = 600_000, store, exclusively } = this.options;
    return exclusively(passwordOf(user), async () => {
      const salt = random(16);
      const by = await stretched(password, salt, iterations);
      const wrapped = { ...(await encrypted(by, key)), salt, iterations };
      await this.once(user, async () => {
        const kept = await this.kept(user);
        if (kept) await store.put(user, { ...kept, password: wrapped });
      });
    });
  }
}

/** Who has this name has seen every sign-in of before wrapped in its password. */
export const passwordOf = (user: string): string => `${user}.password`;

async function byPassword({ password: kept }: Kept, password: string): Promise<Bytes | null> {
  if (!kept) return null;
  return decrypted(await stretched(password, kept.salt, kept.iterations), kept);
}

async function wrappedForDevice(key: Bytes): Promise<NonNullable<Kept['device']>> {
  const by = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { by, ...(await encrypted(by, key)) };
}

async function encrypted(by: CryptoKey, key: Bytes): Promise<Wrapped> {
  const iv = random(12);
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, by, key) };
}

/** Null: not wrapped in this. */
async function decrypted(by: CryptoKey, { iv, bytes }: Wrapped): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, by, bytes));
  } catch {
    return null;
  }
}

/** Of the 64 hexadecimal digits of a secret. */
function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(secret.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function stretched(password: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  // As the server has it: the same letters, however they were typed.
  const bytes = new TextEncoder().encode(password.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

const hexOf = (bytes: Bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
