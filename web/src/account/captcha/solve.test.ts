import { describe, expect, it } from 'vitest';
import { hex, sha256 } from './sha256';
import { findNumber, payload } from './solve';

const ours = (text: string) => hex(sha256(new TextEncoder().encode(text)));

async function theirs(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of "%s"', (text, digest) => expect(ours(text)).toBe(digest));

  it('agrees with the platform around every block border', async () => {
    for (let length = 0; length < 200; length += 1) {
      const text = 'q'.repeat(length);
      expect(ours(text), String(length)).toBe(await theirs(text));
    }
  });
});

describe('findNumber', () => {
  const challenge = (number: number, maxnumber: number) => ({
    algorithm: 'SHA-256',
    salt: 'a1b2?expires=1',
    challenge: ours(`a1b2?expires=1${number}`),
    signature: 's',
    maxnumber,
  });

  it.each([0, 1, 4321, 5000])('finds %i', (number) => {
    expect(findNumber(challenge(number, 5000), () => undefined)).toBe(number);
  });
  it('gives up after the largest number', () => {
    expect(findNumber(challenge(11, 10), () => undefined)).toBeUndefined();
  });
  it('answers without the largest number', () => {
    expect(JSON.parse(atob(payload(challenge(7, 10), 7)))).toMatchObject({
      number: 7,
      signature: 's',
    });
  });
});
