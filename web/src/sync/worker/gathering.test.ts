import { describe, expect, it } from 'vitest';
import { gatherWrites } from './gathering';
import type { SyncFile } from './gathering';

/** A kind of file of its own, as the prototype is changed. It tells how often it was asked; `most` bytes of it have room. */
function kindOfFile() {
  return class MemoryFile implements SyncFile {
    content = new Uint8Array();
    writes = 0;
    flushes = 0;
    most = Infinity;
    isOpen = true;

    write({ buffer, byteOffset, byteLength }: ArrayBufferView, { at }: { at: number }): number {
      const content = new Uint8Array(buffer, byteOffset, byteLength);
      this.writes += 1;
      if (at + content.byteLength > this.most) return 0;
      const grown = new Uint8Array(Math.max(this.content.length, at + content.byteLength));
      grown.set(this.content);
      grown.set(content, at);
      this.content = grown;
      return content.byteLength;
    }
    read({ buffer, byteOffset, byteLength }: ArrayBufferView, { at }: { at: number }): number {
      const part = this.content.subarray(at, at + byteLength);
      new Uint8Array(buffer, byteOffset, byteLength).set(part);
      return part.byteLength;
    }
    flush(): void {
      this.flushes += 1;
    }
    truncate(size: number): void {
      const kept = new Uint8Array(size);
      kept.set(this.content.subarray(0, size));
      this.content = kept;
    }
    getSize(): number {
      return this.content.length;
    }
    close(): void {
      this.isOpen = false;
    }
  };
}

function gatheredFile() {
  const Kind = kindOfFile();
  gatherWrites(Kind.prototype);
  return new Kind();
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
const bytes = (length: number, value = 1) => new Uint8Array(length).fill(value);

describe('gathered writes', () => {
  it('go to the disk at once when they follow one another, at the flush', () => {
    const file = gatheredFile();
    for (let page = 0; page < 20; page += 1) {
      expect(file.write(bytes(24, 7), { at: page * 4_120 })).toBe(24);
      expect(file.write(bytes(4_096, page), { at: page * 4_120 + 24 })).toBe(4_096);
    }
    expect(file.writes).toBe(0);
    file.flush();
    expect([file.writes, file.flushes, file.content.length]).toEqual([1, 1, 82_400]);
    expect(file.content[4_120 * 3 + 24]).toBe(3);
    file.flush();
    expect(file.writes).toBe(1);
  });

  it('are bytes, whatever they are numbers of', () => {
    const file = gatheredFile();
    const numbers = new Uint32Array([1, 0x01020304, 3]);
    file.write(numbers.subarray(1, 2), { at: 0 });
    file.write(bytes(1, 9), { at: 4 });
    file.flush();
    expect([...file.content]).toEqual([4, 3, 2, 1, 9]);
  });

  it('say at the flush, or before, that there was no room, and are not tried again', () => {
    const file = gatheredFile();
    file.most = 100;
    file.write(bytes(90), { at: 0 });
    file.write(bytes(90), { at: 90 });
    expect(() => file.flush()).toThrow('not written');
    expect(() => file.flush()).not.toThrow();
    file.write(bytes(90), { at: 50 });
    expect(() => file.write(bytes(1), { at: 0 })).toThrow('not written');
    expect(file.write(bytes(300_000), { at: 0 })).toBe(0);
    expect(file.getSize()).toBe(0);
  });

  it('are brought to the disk by a close, which closes in any case', () => {
    const [file, full] = [gatheredFile(), gatheredFile()];
    file.write(bytes(90), { at: 0 });
    file.close();
    expect([file.content.length, file.isOpen]).toEqual([90, false]);
    full.most = 0;
    full.write(bytes(90), { at: 0 });
    expect(() => full.close()).toThrow('not written');
    expect(full.isOpen).toBe(false);
  });

  it('show the same file as writes that go out one by one', () => {
    let seed = 20_261_123;
    const below = (n: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % n;
    };
    const [gathered, plain] = [gatheredFile(), new (kindOfFile())()];
    let end = 0;
    for (let step = 0; step < 5_000; step += 1) {
      const at = below(3) === 0 ? below(5_000) : end;
      const length = below(40) === 0 ? 140_000 : 1 + below(300);
      const what = below(12);
      if (what < 8) {
        for (const file of [gathered, plain]) file.write(bytes(length, step), { at });
        end = below(50) === 0 ? 0 : at + length;
      } else if (what < 10) {
        const [one, other] = [bytes(length, 0), bytes(length, 0)];
        expect(gathered.read(one, { at })).toBe(plain.read(other, { at }));
        expect(isSame(one, other)).toBe(true);
      } else if (what === 10) {
        expect(gathered.getSize()).toBe(plain.getSize());
      } else {
        const size = below(6_000);
        for (const file of [gathered, plain]) file.truncate(size);
        end = 0;
      }
    }
    gathered.flush();
    expect(isSame(gathered.content, plain.content)).toBe(true);
    expect(gathered.writes).toBeLessThan(plain.writes);
  });
});
