// Takes records of one form and says what is wrong with them: the rules the page had, asked again where it counts.
//
//   node server.mjs bundle.json [port]
//   curl localhost:8081/records -H 'Content-Type: application/json' -d '{"guests": 0}'
//
// 201 with what would be stored; else problem details (RFC 9457), with the violations for 422.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { loadCore } from '@qudao/core';

const mostBytes = 256 * 1024;
const [bundleFile, port = '8081'] = process.argv.slice(2);

// Compiled once; every request opens a session of its own.
const core = await loadCore();
const definition = core.openDefinition(JSON.parse(await readFile(bundleFile, 'utf8')));

class Problem extends Error {
  constructor(status, title, more = {}) {
    super(title);
    this.body = { type: 'about:blank', title, status, ...more };
  }
}

async function readRecord(request) {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new Problem(415, 'Send application/json');
  const parts = [];
  let bytes = 0;
  // A length that was announced is no promise: what arrives is counted.
  for await (const part of request) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Problem(413, `At most ${mostBytes} bytes`);
    parts.push(part);
  }
  try {
    const record = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)),
    );
    if (record !== null && typeof record === 'object' && !Array.isArray(record)) return record;
  } catch {
    // Answered below.
  }
  throw new Problem(400, 'The body is no JSON object');
}

/** What is stored: read, calculated and checked by the definition, never as it was sent. */
function accept(record) {
  // The time is this server's. Whatever else rules read (`values`, `lookups`) comes from its own data.
  const session = definition.openSession({ record, context: { locale: 'en' } });
  try {
    const { valid, violations } = session.validate();
    if (!valid) throw new Problem(422, 'The record has violations', { violations });
    return session.submission();
  } finally {
    session.dispose();
  }
}

async function handle(request) {
  if (request.url !== '/records') throw new Problem(404, 'There is only /records');
  if (request.method !== 'POST') throw new Problem(405, 'POST a record');
  return accept(await readRecord(request));
}

const server = createServer((request, response) => {
  const answer = (status, type, body) => {
    // Whoever still sends is not listened to any longer.
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
  };
  handle(request).then(
    (stored) => answer(201, 'application/json', stored),
    (error) => {
      // A record core cannot read (too deep, say) is the sender's mistake, anything else ours.
      const sent = error.name === 'RequestError' ? new Problem(400, error.message) : error;
      const problem = sent instanceof Problem ? sent : new Problem(500, 'This went wrong');
      if (problem.body.status === 500) console.error(error);
      answer(problem.body.status, 'application/problem+json', problem.body);
    },
  );
});
server.requestTimeout = 10_000;
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/records`);
});
