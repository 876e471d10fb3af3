// Solves the server's proof of work, as the page of a visitor would.
import { createHash } from 'node:crypto';

/** @param {import('./client.mjs').Client} client */
export async function solvedCaptcha(client) {
  const { algorithm, challenge, salt, signature, maxnumber } = (await client.get('/api/v1/captcha'))
    .json;
  for (let number = 0; number <= maxnumber; number += 1) {
    const digest = createHash('sha256')
      .update(salt + number)
      .digest('hex');
    if (digest === challenge) {
      const solution = JSON.stringify({ algorithm, challenge, number, salt, signature });
      return Buffer.from(solution).toString('base64');
    }
  }
  throw new Error('the captcha has no solution');
}
