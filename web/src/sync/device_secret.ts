import { connection } from '../api/connection';

const patience = 10_000;

/** Null: the server cannot be asked, or gives it to nobody. */
export async function askSecret(user: string): Promise<string | null> {
  if (connection.state === 'offline') return null;
  try {
    const answer = await fetch('/api/v1/me/device-secret', {
      headers: { Accept: 'application/json', 'X-Qudao-User': user },
      signal: AbortSignal.timeout(patience),
    });
    const { secret } = (await answer.json()) as { secret?: unknown };
    return typeof secret === 'string' && /^[0-9a-f]{64}$/.test(secret) ? secret : null;
  } catch {
    return null;
  }
}
