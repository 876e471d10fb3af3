import { describe, expect, it } from 'vitest';
import type { FullRecord } from '../../api';
import type { LocalRecord } from '../../sync';
import { caughtUp } from './caught_up';

const asked = {
  id: 'r1',
  version: 0,
  definition_version: 1,
  data: { a: 'as it began' },
  actions: [],
};
const record = asked as unknown as FullRecord;
const row = (version: number) => ({
  id: 'r1',
  version,
  definition_version: 2,
  data: { a: 'typed' },
});
const here = (version: number | null, draft: object | null = null) =>
  ({ record: version === null ? null : row(version), draft }) as unknown as LocalRecord;

describe('what a form opens with', () => {
  it.each([
    ['what was typed here and has arrived in between', here(1), 'typed', 1],
    ['what the page asked for, as this device has no newer one', here(0), 'as it began', 0],
    ['what the page asked for, as this device has none', here(null), 'as it began', 0],
    ['what the page asked for, as the draft says the rest', here(1, {}), 'as it began', 0],
  ])('%s', (_, found, answer, version) => {
    const opened = caughtUp(record, found);
    expect([opened.data.a, opened.version, opened.actions]).toEqual([answer, version, []]);
  });
});
