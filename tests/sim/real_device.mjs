// A device around the module that ships: its database is a Map, its clock jumps to the next alarm, HTTP is real.
import { randomUUID } from 'node:crypto';
import { loadSync } from '../../wasm/dist/sync.js';

const sync = await loadSync();
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class RealDevice {
  /** @param {import('../api/support/client.mjs').Client} http @param {string} userId */
  constructor(http, userId) {
    this.http = http;
    this.identity = { client_id: randomUUID(), user_id: userId, core_version: 'test' };
    this.disk = new Map();
    this.now = 1_000_000;
    this.crashing = false; // after every commit, before anything is sent
    this.answers = [];
    this.open();
  }

  open() {
    this.client?.dispose();
    const rows = [...this.disk.values()].filter(({ table }) => table !== 'record');
    this.client = sync.open(this.identity, rows);
    this.request = null;
    this.take({ event: 'start' });
  }

  /** Commits, then keeps what is to be sent. */
  take(event) {
    const effects = this.client.take({ ...event, now: this.now });
    if (effects.refused) throw new Error(effects.refused.code);
    for (const row of effects.writes) {
      const key = `${row.table}/${row.key}`;
      if (row.text === null) this.disk.delete(key);
      else this.disk.set(key, { ...row, value: JSON.parse(row.text) });
    }
    for (const { id, json } of effects.records) {
      const value = { ...JSON.parse(decoder.decode(json)), generation: effects.generation };
      this.disk.set(`record/${id}`, { table: 'record', value });
    }
    if (effects.sweep) {
      for (const [key, { table, value }] of this.disk)
        if (table === 'record' && value.generation < effects.generation) this.disk.delete(key);
    }
    this.request = effects.send ?? this.request;
    this.alarm = effects.wake_at;
    return effects;
  }

  edit(record, data, from = undefined) {
    return this.take({
      event: 'edit',
      entity: 'signing',
      record,
      data,
      definition_version: from?.definition_version ?? this.definition ?? 1,
      ...(from ? { stored: from.data, stored_version: from.version } : {}),
    });
  }

  act(name, record, more = {}) {
    return this.take({ event: 'act', name, entity: 'signing', record, ...more });
  }

  row(record) {
    return this.disk.get(`record/${record}`)?.value;
  }

  draft(record) {
    return this.disk.get(`draft/${record}`)?.value;
  }

  /** One request, when there is one to send; false when there is none. */
  async exchange() {
    const { request } = this;
    if (request === null) return false;
    this.request = null;
    const asked = { number: request.number, status: 0, body: new Uint8Array() };
    const answer = await this.http
      .post(`/api/v1/sync/${request.kind}`, JSON.parse(request.body))
      .then(({ status, text }) => ({ ...asked, status, body: encoder.encode(text) }))
      .catch(() => asked);
    this.answers.push(answer.status);
    this.take({ event: 'answered', ...answer });
    if (this.crashing) this.open();
    return true;
  }

  /** Its next alarm rings. */
  wake() {
    this.now = Math.max(this.now + 1, this.alarm);
    this.take({ event: 'woken' });
  }

  /** Until nothing is left to be sent or a person is needed; a connection that is down is tried `most` times. */
  async settle(most = 100) {
    for (let turns = 0; turns < most; turns += 1) {
      if (await this.exchange()) continue;
      const { unsent, complete, waiting, link } = this.client.status();
      const mine = [...this.disk].some(
        ([key, { value }]) => key.startsWith('draft/') && value.phase !== 'needs_you',
      );
      if (link === 'signed_out' || link === 'other_user') return;
      if (link !== 'waiting' && complete && waiting === 0 && (!unsent || !mine) && !mine) return;
      this.wake();
    }
  }

  /** What the server has now. */
  async pull() {
    this.take({ event: 'poked' });
    await this.settle();
  }
}
