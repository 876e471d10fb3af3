import { describe, expect, it } from 'vitest';
import { rowOf } from './database';
import { Files } from './files';
import { GivingUp } from './giving_up';
import { memoryDatabase } from './memory_database';

const id = '0190aaaa-0000-4000-8000-00000000000a';
const pass = () => new Promise((done) => setTimeout(done, 0));

describe('giving up', () => {
  it('tells the server of commands held for a refused file, until it knows', async () => {
    const database = memoryDatabase();
    const files = new Files(database, () => undefined);
    const told: [string, number][] = [];
    const answers = [false, true];
    const giveUp = (client: string, seq: number) => {
      told.push([client, seq]);
      return Promise.resolve(answers.shift() ?? true);
    };
    const givingUp = new GivingUp(database, files, { giveUp });
    await files.add({ id, file_name: 'a' }, new Blob(['a']), 0);
    const command = (seq: number, attachments: string[], held: boolean) =>
      rowOf('command', String(seq), { command: { seq, attachments }, held });
    database.commit([
      rowOf('client', 'state', { client_id: 'c1' }),
      command(1, [id], true),
      command(2, [], true),
      command(3, [id], false),
    ]);
    givingUp.look();
    expect(told).toEqual([]);
    files.mark(id, 'refused', { code: 'file.type_mismatch', message: '' });
    for (let event = 0; event < 4; event += 1) {
      givingUp.look();
      await pass();
    }
    expect(told).toEqual([
      ['c1', 1],
      ['c1', 1],
    ]);
  });
});
