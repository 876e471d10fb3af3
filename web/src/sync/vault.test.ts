import { describe, expect, it } from 'vitest';
import { passwordOf, Vault } from './vault';

const user = 'u1';
const secret = 'ab'.repeat(32);

/** A device, and the server as it is at the moment; `another` is the same device after its browser was started anew. */
function device() {
  const rows = new Map<string, unknown>();
  const server = { secret: secret as string | null };
  const queues = new Map<string, Promise<unknown>>();
  const exclusively = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const done = (queues.get(name) ?? Promise.resolve()).then(work);
    queues.set(
      name,
      done.catch(() => undefined),
    );
    return done;
  };
  const another = (iterations = 10) =>
    new Vault({
      store: {
        get: (key) => Promise.resolve(structuredClone(rows.get(key))),
        put: (key, value) => Promise.resolve(Boolean(rows.set(key, structuredClone(value)))),
        remove: (key) => Promise.resolve(rows.delete(key)),
      },
      secret: () => Promise.resolve(server.secret),
      exclusively,
      iterations,
    });
  /** A password is wrapped behind the scenes. */
  const wrapped = () => exclusively(passwordOf(user), () => Promise.resolve());
  return { rows, server, another, wrapped };
}

const hex = (bytes: Uint8Array | ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const own = { password: 'first password', shared: false };
const shared = { ...own, shared: true };

describe('the key of the local database', () => {
  it('is another one for every user and device, and the same whenever it is asked for', async () => {
    const { another } = device();
    const key = await another().open(user);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await another().open(user)).toBe(key);
    expect(await another().open('u2')).not.toBe(key);
    expect(await device().another().open(user)).not.toBe(key);
  });

  it('opens on one’s own computer without a server and without a password', async () => {
    const { another, server } = device();
    const key = await another().open(user, own);
    server.secret = null;
    expect(await another().open(user)).toBe(key);
  });

  it('opens on a shared computer with a session or the password, and with nothing else', async () => {
    const { another, server, wrapped } = device();
    const key = await another().open(user, shared);
    await wrapped();
    expect(await another().open(user)).toBe(key);
    server.secret = null;
    const alone = another();
    expect(await alone.open(user)).toBeNull();
    expect(await alone.unlock(user, 'wrong password')).toBe(false);
    expect(await alone.open(user)).toBeNull();
    expect(await alone.unlock(user, own.password)).toBe(true);
    expect(await alone.open(user)).toBe(key);
    server.secret = 'cd'.repeat(32);
    expect(await another().open(user)).toBeNull();
  });

  it('stays locked, whatever the server would give, until the password or a sign-in', async () => {
    const { another, wrapped } = device();
    const vault = another();
    const key = await vault.open(user, shared);
    await wrapped();
    await vault.lock(user);
    expect(await vault.open(user)).toBeNull();
    expect(await another().open(user)).toBeNull();
    expect(await vault.unlock(user, own.password)).toBe(true);
    expect(await vault.open(user)).toBe(key);
    await vault.lock(user);
    expect(await another().open(user, shared)).toBe(key);
    expect(await another().open(user)).toBe(key);
  });

  it('survives a new password: the next sign-in wraps it anew, and the old one opens nothing', async () => {
    const { another, server, wrapped } = device();
    const key = await another().open(user, shared);
    expect(await another().open(user, { password: 'second password', shared: true })).toBe(key);
    await wrapped();
    server.secret = null;
    expect(await another().unlock(user, own.password)).toBe(false);
    expect(await another().unlock(user, 'second password')).toBe(true);
  });

  it('has the password of the latest sign-in, however long the one before takes', async () => {
    const { another, server, wrapped } = device();
    const key = await another(200_000).open(user, shared);
    await another().open(user, { password: 'second password', shared: true });
    await wrapped();
    server.secret = null;
    expect(await another().unlock(user, own.password)).toBe(false);
    const alone = another();
    expect(await alone.unlock(user, 'second password')).toBe(true);
    expect(await alone.open(user)).toBe(key);
  });

  it('leaves the device when its owner says that others use it', async () => {
    const { another, server } = device();
    await another().open(user, own);
    expect(await another().isShared(user)).toBe(false);
    await another().open(user, shared);
    expect(await another().isShared(user)).toBe(true);
    server.secret = null;
    expect(await another().open(user)).toBeNull();
  });

  it('keeps the key itself and the password nowhere', async () => {
    const { another, rows, wrapped } = device();
    const key = (await another().open(user, own)) ?? '';
    await wrapped();
    const written = JSON.stringify([...rows], (_, value: unknown) =>
      value instanceof Uint8Array || value instanceof ArrayBuffer ? hex(value) : value,
    );
    expect(written).not.toContain(key);
    expect(written).not.toContain(own.password);
    expect(written).not.toContain(hex(new TextEncoder().encode(own.password)));
  });

  it('is one key, though two tabs ask at once on the first day', async () => {
    const { another } = device();
    const [one, two] = await Promise.all([another().open(user, own), another().open(user)]);
    expect(one).toBe(two);
  });

  it('is gone after a sign-out', async () => {
    const { another, rows } = device();
    const vault = another();
    const key = await vault.open(user, own);
    await vault.forget(user);
    expect(rows.size).toBe(0);
    expect(await vault.open(user)).not.toBe(key);
  });
});
