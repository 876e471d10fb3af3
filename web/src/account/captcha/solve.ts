import { hex, sha256 } from './sha256';

/** An ALTCHA v1 challenge: find the number whose hash with the salt is the challenge. */
export interface Challenge {
  algorithm: string;
  challenge: string;
  salt: string;
  signature: string;
  maxnumber: number;
}

/** Undefined when no number up to maxnumber fits. `onProgress` hears the share tried, 0 to 1. */
export function findNumber(
  { challenge, salt, maxnumber }: Challenge,
  onProgress: (share: number) => void,
): number | undefined {
  const encoder = new TextEncoder();
  const first = parseInt(challenge.slice(0, 8), 16);
  for (let number = 0; number <= maxnumber; number += 1) {
    if (number % 2_000 === 0) onProgress(number / maxnumber);
    const digest = sha256(encoder.encode(salt + String(number)));
    if (digest[0] === first && hex(digest) === challenge) return number;
  }
  return undefined;
}

/** What the server wants back. */
export function payload(challenge: Challenge, number: number): string {
  const { algorithm, challenge: hash, salt, signature } = challenge;
  return btoa(JSON.stringify({ algorithm, challenge: hash, number, salt, signature }));
}
