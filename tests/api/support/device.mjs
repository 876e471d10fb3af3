// A device that synchronises, as plainly as the protocol allows: numbers its commands, keeps what pulls bring.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';

export const protocol = 'qudao-sync/1';

/** A UUID of version 7, as ids of new records are. */
export function newId() {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const text = `${hex.slice(0, 12)}7${hex.slice(13, 16)}8${hex.slice(17)}`;
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export class Device {
  /** @param {import('./client.mjs').Client} http @param {string} [client_id] */
  constructor(http, client_id = randomUUID()) {
    this.http = http;
    this.client_id = client_id;
    /** @type {string | undefined} */
    this.user_id = undefined; // of the session, once it is known
    this.seq = 0;
    this.acknowledged = 0;
    this.cursor = '';
    /** @type {Map<string, any>} */
    this.records = new Map();
    this.again = 0; // how often it had to start from nothing
    this.pages = 0;
    /** @type {Map<number, any>} verdicts that came with pulls */
    this.verdicts = new Map();
    /** @type {Set<string>} every id it was ever told */
    this.told = new Set();
  }

  /** A command with the next number. @param {string} name @param {string} record @param {object} [more] */
  command(name, record, more = {}) {
    this.seq += 1;
    return {
      seq: this.seq,
      id: randomUUID(),
      name,
      entity: 'signing',
      record,
      args: {},
      attachments: [],
      time: '2026-11-23T01:00:00Z',
      core_version: '1',
      ...more,
    };
  }

  /** @param {string} record @param {any} set @param {object} [more] */
  create(record, set, more = {}) {
    return this.command('create', record, { args: { set, was: {} }, ...more });
  }

  /** @param {string} record @param {any} set @param {any} was @param {number} base_version @param {object} [more] */
  save(record, set, was, base_version, more = {}) {
    return this.command('save', record, { args: { set, was }, base_version, ...more });
  }

  /** What every request says of its sender. */
  async #sender() {
    this.user_id ??= (await this.http.get('/api/v1/me')).json.user?.id;
    const { client_id, user_id, acknowledged } = this;
    return { protocol, client_id, user_id, acknowledged };
  }

  /** The answer as it came. @param {any[]} commands */
  async send(commands) {
    return this.http.post('/api/v1/sync/push', { ...(await this.#sender()), commands });
  }

  /** The verdicts. @param {any[]} commands */
  async push(...commands) {
    const answer = await this.send(commands);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.protocol, protocol);
    assert.equal(answer.json.expected, undefined, answer.text);
    assert.equal(answer.json.reused, undefined, answer.text);
    return answer.json.verdicts;
  }

  /** One command that must be applied: its version. @param {any} command */
  async applied(command) {
    const [verdict] = await this.push(command);
    assert.equal(verdict.verdict, 'applied', JSON.stringify(verdict));
    return verdict.version;
  }

  /** One page, as it came. */
  async ask() {
    return this.http.post('/api/v1/sync/pull', { ...(await this.#sender()), cursor: this.cursor });
  }

  /** Everything there is; answers the changes. */
  async pull() {
    const changes = [];
    for (;;) {
      const answer = await this.ask();
      assert.equal(answer.status, 200, answer.text);
      const page = answer.json;
      if (page.again) {
        this.again += 1;
        this.records.clear();
      }
      for (const change of page.changes) {
        if (change.put) this.records.set(change.put.id, change.put);
        else this.records.delete(change.remove);
        this.told.add(change.put?.id ?? change.remove);
      }
      for (const verdict of page.verdicts) this.verdicts.set(verdict.seq, verdict);
      changes.push(...page.changes);
      this.cursor = page.cursor;
      this.pages += 1;
      if (!page.more) return changes;
    }
  }
}
