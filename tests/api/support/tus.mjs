// Resumable uploads, request by request, and the stock client of tus.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import tus from 'tus-js-client';

/** @typedef {import('./client.mjs').Client} Client */

export const sha256 = (/** @type {Buffer} */ bytes) =>
  createHash('sha256').update(bytes).digest('hex');

/** A PDF of this size as far as anybody looks, unlike any other. @param {number} size */
export const pdf = (size) => {
  const head = Buffer.from('%PDF-1.7\n');
  return Buffer.concat([head, randomBytes(size - head.length)]);
};

/** @param {Record<string, string>} pairs */
export const metadata = (pairs) =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/**
 * What is said of a file when its upload is created.
 * @param {Buffer} bytes
 * @param {Record<string, string>} [more]
 */
export const about = (bytes, more = {}) => ({
  filename: '营业执照.pdf',
  filetype: 'application/pdf',
  type: 'licence',
  sha256: sha256(bytes),
  attachment_id: randomUUID(),
  ...more,
});

export const resumable = { 'tus-resumable': '1.0.0' };
export const octets = { ...resumable, 'content-type': 'application/offset+octet-stream' };

/**
 * @param {Client} client
 * @param {number} length
 * @param {Record<string, string>} pairs
 * @param {import('./client.mjs').Options} [options]
 */
export const create = (client, length, pairs, options = {}) =>
  client.send('POST', '/api/v1/uploads', {
    ...options,
    headers: {
      ...resumable,
      'upload-length': String(length),
      'upload-metadata': metadata(pairs),
      ...options.headers,
    },
  });

/** @param {Client} client @param {string} id @param {Record<string, string>} [headers] */
export const head = (client, id, headers = {}) =>
  client.send('HEAD', `/api/v1/uploads/${id}`, { headers: { ...resumable, ...headers } });

/**
 * @param {Client} client
 * @param {string} id
 * @param {number} offset
 * @param {Buffer} bytes
 * @param {Record<string, string>} [headers]
 */
export const append = (client, id, offset, bytes, headers = {}) =>
  client.send('PATCH', `/api/v1/uploads/${id}`, {
    body: bytes,
    headers: { ...octets, 'upload-offset': String(offset), ...headers },
  });

/** @param {Client} client @param {string} id */
export const terminate = (client, id) =>
  client.send('DELETE', `/api/v1/uploads/${id}`, { headers: resumable });

/** Where the upload stands. @param {Client} client @param {string} id */
export const offsetOf = async (client, id) =>
  Number((await head(client, id)).headers['upload-offset']);

/** Announced and sent whole. @param {Client} client @param {Buffer} bytes @param {Record<string, string>} [more] */
export async function upload(client, bytes, more = {}) {
  const created = await create(client, bytes.length, about(bytes, more));
  if (created.status !== 201) throw new Error(created.text);
  const { id, offset } = created.json;
  const answer = await append(client, id, offset, bytes.subarray(offset));
  if (answer.status !== 204) throw new Error(answer.text);
  return id;
}

/** Headers of this session, as any client has to send them. @param {Client} client */
export const session = (client) => ({
  cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  'x-qudao-request': '1',
});

/**
 * The stock client. `done` comes true with the upload, or fails with its error.
 * @param {Client} client
 * @param {Buffer} bytes
 * @param {Partial<tus.UploadOptions>} [options]
 */
export function stock(client, bytes, options = {}) {
  /** @type {(value: tus.Upload) => void} */
  let finish = () => {};
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const done = new Promise((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const sender = new tus.Upload(bytes, {
    endpoint: `${client.origin}/api/v1/uploads`,
    headers: session(client),
    metadata: about(bytes),
    retryDelays: [0, 20, 100, 500, 1000, 2000],
    onSuccess: () => finish(sender),
    onError: fail,
    ...options,
  });
  return { sender, done };
}

/** The id that the stock client's upload has. @param {tus.Upload} sender */
export const idOf = (sender) => String(sender.url).split('/').at(-1) ?? '';
