import { describe, expect, it } from 'vitest';
import { faultOf, watchWrites } from './fault';

const sqlite = (resultCode: number) => Object.assign(new Error('SQLite says so'), { resultCode });

describe('what is wrong with the storage', () => {
  it.each([
    [sqlite(11), 'corrupt'],
    [sqlite(26), 'corrupt'],
    [sqlite(13), 'full'],
    [sqlite(1), 'failed'],
    [sqlite(10), 'failed'],
    [new DOMException('', 'QuotaExceededError'), 'full'],
    [new DOMException('', 'NoModificationAllowedError'), 'busy'],
    [new DOMException('', 'SecurityError'), 'unsupported'],
    [new Error('who knows'), 'failed'],
    [undefined, 'failed'],
  ])('%s: %s', (error, code) => {
    expect(faultOf(error).code).toBe(code);
  });

  it('knows of a write that failed whether there was no room for it', () => {
    let room = 100;
    const files = {
      write: ({ byteLength }: ArrayBufferView) => (byteLength > room ? 2 ** 32 - 8 : byteLength),
    };
    watchWrites(files);
    room = 10;
    expect(files.write(new Uint8Array(50))).toBe(2 ** 32 - 8);
    expect(files.write(new Uint8Array(5))).toBe(5);
    expect(faultOf(sqlite(778)).code).toBe('full');
    room = 100;
    expect(files.write(new Uint8Array(50))).toBe(50);
    expect(faultOf(sqlite(778)).code).toBe('failed');
  });
});
