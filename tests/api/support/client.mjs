// An HTTP client as a browser of the same origin would be one, with a cookie jar; and raw sockets.
import { request as httpRequest, Agent } from 'node:http';
import { connect } from 'node:net';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Buffer} bytes
 * @property {string} text
 * @property {any} json parsed when the type is JSON, else undefined
 */

/**
 * @typedef {object} Options
 * @property {unknown} [json] sent as JSON
 * @property {Buffer | string} [body] sent as it is
 * @property {Record<string, string>} [headers] an empty text leaves a default header out
 */

export class Client {
  /**
   * @param {string} origin
   * @param {import('./contract.mjs').Contract} contract
   * @param {Record<string, string>} headers
   */
  constructor(origin, contract, headers) {
    this.origin = origin;
    this.contract = contract;
    this.headers = headers;
    /** @type {Map<string, string>} */
    this.cookies = new Map();
    this.agent = new Agent({ keepAlive: true, maxSockets: 16 });
  }

  /** @param {string} path @param {Options} [options] */
  get(path, options) {
    return this.send('GET', path, options);
  }

  /** @param {string} path @param {unknown} [json] @param {Options} [options] */
  post(path, json, options) {
    return this.send('POST', path, { json, ...options });
  }

  /** @param {string} path @param {unknown} json */
  put(path, json) {
    return this.send('PUT', path, { json });
  }

  /** @param {string} path @param {unknown} json */
  patch(path, json) {
    return this.send('PATCH', path, { json });
  }

  /** @param {string} path */
  delete(path) {
    return this.send('DELETE', path);
  }

  /**
   * Uploads bytes as an attachment.
   * @param {Buffer} bytes
   * @param {string} contentType
   * @param {{name?: string, type?: string}} [about]
   */
  upload(bytes, contentType, about = {}) {
    const query = new URLSearchParams(about);
    return this.send('POST', `/api/v1/files?${query}`, {
      body: bytes,
      headers: { 'content-type': contentType },
    });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async send(method, path, options = {}) {
    const answer = await this.#exchange(method, path, options);
    for (const cookie of answer.headers['set-cookie'] ?? []) this.#keep(cookie);
    this.contract.check(method, path, answer);
    return answer;
  }

  /** @param {string} cookie */
  #keep(cookie) {
    const [pair, ...attributes] = cookie.split('; ');
    const equals = pair.indexOf('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, equals));
    else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }

  /** @param {string} method @param {Options} options */
  #allHeaders(method, options) {
    /** @type {Record<string, string>} */
    const headers = { 'accept-language': 'en', ...this.headers };
    if (method !== 'GET') Object.assign(headers, { 'x-qudao-request': '1', origin: this.origin });
    if (options.json !== undefined) headers['content-type'] = 'application/json';
    if (this.cookies.size > 0) {
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    }
    Object.assign(headers, options.headers);
    return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  #exchange(method, path, options) {
    const body = options.json === undefined ? options.body : JSON.stringify(options.json);
    const headers = this.#allHeaders(method, options);
    if (body !== undefined && !headers['transfer-encoding'])
      headers['content-length'] ??= String(Buffer.byteLength(body));
    return new Promise((done, fail) => {
      const call = httpRequest(
        this.origin + path,
        { method, agent: this.agent, headers },
        (answer) => {
          /** @type {Buffer[]} */
          const pieces = [];
          answer.on('data', (piece) => pieces.push(piece));
          answer.on('error', fail);
          answer.on('end', () => done(readAnswer(answer, Buffer.concat(pieces))));
        },
      );
      call.on('error', fail);
      call.end(body);
    });
  }
}

/**
 * @param {import('node:http').IncomingMessage} message
 * @param {Buffer} bytes
 * @returns {Answer}
 */
function readAnswer(message, bytes) {
  const text = bytes.toString('utf8');
  const plain = message.headers['content-encoding'] === undefined;
  const isJson = plain && /json/.test(message.headers['content-type'] ?? '');
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    bytes,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/**
 * Sends bytes as they are and answers what comes back until the server closes, or `until` matches.
 * @param {number} port
 * @param {string | Buffer} bytes
 * @param {RegExp} [until]
 * @returns {Promise<string>}
 */
export function sendRaw(port, bytes, until) {
  return new Promise((done, fail) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (piece) => {
      received += piece.toString('latin1');
      if (until?.test(received)) socket.destroy();
    });
    socket.on('error', (error) => (received === '' ? fail(error) : done(received)));
    socket.on('close', () => done(received));
  });
}
