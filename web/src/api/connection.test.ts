import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Connection } from './connection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line() {
  const around = { answers: false, network: true, probes: 0 };
  const connection = new Connection({
    probe: () => {
      around.probes += 1;
      return around.answers ? Promise.resolve(true) : Promise.reject(new TypeError('no'));
    },
    hasNetwork: () => around.network,
  });
  return { around, connection };
}

it('a stumble is doubted, and over when the probe is answered', async () => {
  const { around, connection } = line();
  around.answers = true;
  connection.failed();
  expect(connection.state).toBe('doubtful');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.state).toBe('online');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(around.probes).toBe(1);
});

it('is offline after a probe without answer, asks ever less often, and is back by itself', async () => {
  const { around, connection } = line();
  connection.failed();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.state).toBe('offline');
  await vi.advanceTimersByTimeAsync(2_000 + 5_000);
  expect(around.probes).toBe(3);
  around.answers = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(connection.state).toBe('online');
});

it('is offline at once when there is no network, and asks at once when it is back', async () => {
  const { around, connection } = line();
  around.network = false;
  connection.failed();
  expect(connection.state).toBe('offline');
  Object.assign(around, { network: true, answers: true });
  connection.hurry();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.state).toBe('online');
});

it('does not ask faster and faster where the probe is answered and nothing else', async () => {
  const { around, connection } = line();
  around.answers = true;
  for (let round = 0; round < 3; round += 1) {
    connection.failed();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(around.probes).toBe(2);
  connection.reached();
  connection.failed();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(around.probes).toBe(3);
});
