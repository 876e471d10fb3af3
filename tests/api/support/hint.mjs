// What core/match/hint.h says of the format, written down a second time: asks a hint for a key.
const mask = (1n << 64n) - 1n;
/** @param {bigint} x @param {bigint} by */
const turned = (x, by) => ((x << by) | (x >> (64n - by))) & mask;

/** @param {Buffer} salt @param {Buffer} text SipHash-2-4 */
function sipHash(salt, text) {
  const [k0, k1] = [salt.readBigUInt64LE(0), salt.readBigUInt64LE(8)];
  let [a, b, c, d] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  const round = () => {
    a = (a + b) & mask;
    b = turned(b, 13n) ^ a;
    a = turned(a, 32n);
    c = (c + d) & mask;
    d = turned(d, 16n) ^ c;
    a = (a + d) & mask;
    d = turned(d, 21n) ^ a;
    c = (c + b) & mask;
    b = turned(b, 17n) ^ c;
    c = turned(c, 32n);
  };
  const padded = Buffer.alloc(Math.floor(text.length / 8) * 8 + 8);
  text.copy(padded);
  padded[padded.length - 1] = text.length & 0xff;
  for (let at = 0; at < padded.length; at += 8) {
    const word = padded.readBigUInt64LE(at);
    d ^= word;
    round();
    round();
    a ^= word;
  }
  c ^= 0xffn;
  for (let i = 0; i < 4; i += 1) round();
  return a ^ b ^ c ^ d;
}

/** @param {string} base64 @param {string} key */
export function hintHas(base64, key) {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('latin1', 0, 6) !== 'QHINT1') throw new Error('no hint');
  const seed = bytes.readBigUInt64LE(22);
  const block = bytes.readUInt32LE(30);
  const prints = bytes.subarray(34);
  if (prints.length !== block * 3) throw new Error('cut off');
  let hash = (sipHash(bytes.subarray(6, 22), Buffer.from(key)) + seed) & mask;
  hash ^= hash >> 33n;
  hash = (hash * 0xff51afd7ed558ccdn) & mask;
  hash ^= hash >> 33n;
  hash = (hash * 0xc4ceb9fe1a85ec53n) & mask;
  hash ^= hash >> 33n;
  let print = 0;
  for (let part = 0; part < 3; part += 1) {
    const own = turned(hash, BigInt(part * 21 + 1)) & 0xffffffffn;
    print ^= prints[part * block + Number((own * BigInt(block)) >> 32n)];
  }
  return print === Number((hash ^ (hash >> 32n)) & 0xffn);
}
