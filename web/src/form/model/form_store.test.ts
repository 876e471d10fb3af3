import type { Changes, FieldState, Session } from '@qudao/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../api';
import type { Bundle } from './definition';
import { FormStore } from './form_store';

const text = (value: string) => ({ 'zh-CN': value, en: value });

const bundle: Bundle = {
  definition: {
    entity: 'test',
    version: 1,
    label: text('test'),
    sections: [
      { id: 'one', label: text('one'), fields: ['a', 'b'] },
      { id: 'two', label: text('two'), fields: ['c'] },
    ],
    fields: {
      a: { label: text('a'), kind: 'text' },
      b: { label: text('b'), kind: 'text' },
      c: { label: text('c'), kind: 'text' },
    },
  },
  dictionaries: {},
  texts: { 'attachment.too_large': text('larger than {max}') },
};

const state = (path: string, value: Answer, ...codes: string[]): FieldState => ({
  path,
  value,
  relevant: true,
  required: true,
  readonly: false,
  calculated: false,
  waits_for: [],
  violations: codes.map((code) => ({ code, path, params: {} })),
});

const nothing: Changes = {
  changed: [],
  cleared: [],
  progress: { required: 3, answered: 0, violations: 3 },
  sections: [],
};

/** A store on a session that answers what the test says: nothing here knows a rule. */
function scenario(...states: FieldState[]) {
  const answers: Partial<Changes>[] = [];
  const session = {
    states: () => states,
    validate: () => ({ ...nothing, valid: false, violations: [] }),
    set: () => ({ ...nothing, ...answers.shift() }),
    setMany: () => ({ ...nothing, ...answers.shift() }),
    data: () => ({}),
    dispose: () => undefined,
  } as unknown as Session;
  const store = new FormStore({ bundle, session, takenOver: ['b'] });
  const drawn: string[] = [];
  for (const path of ['a', 'b', 'c']) store.subscribeField(path, () => drawn.push(path));
  const answer = (path: string, value: Answer, changes: Partial<Changes>) => {
    answers.push(changes);
    store.set(path, value);
  };
  const codes = (path: string) => store.view(path).shown.map((violation) => violation.code);
  return { store, drawn, answer, codes };
}

const empty = () => [state('a', null, 'required'), state('b', 'x'), state('c', null, 'required')];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what a field shows', () => {
  it('blames no empty field before the person was there', () => {
    const { store, codes } = scenario(...empty());
    expect(codes('a')).toEqual([]);
    store.touch('a');
    expect(codes('a')).toEqual(['required']);
    expect(codes('c')).toEqual([]);
  });

  it('shows at once what is wrong with an answer that came with the record', () => {
    expect(
      scenario(state('a', 'x', 'format.email'), state('b', null), state('c', null)).codes('a'),
    ).toEqual(['format.email']);
  });

  it('waits for a pause in the first typing, not afterwards', () => {
    const { answer, codes } = scenario(...empty());
    answer('a', '1', { changed: [state('a', '1', 'format.mobile')] });
    expect(codes('a')).toEqual([]);
    vi.advanceTimersByTime(700);
    expect(codes('a')).toEqual(['format.mobile']);
    answer('a', '13', { changed: [state('a', '13', 'format.mobile', 'x')] });
    expect(codes('a')).toEqual(['format.mobile', 'x']);
  });

  it('shows what another answer made wrong', () => {
    const { answer, codes } = scenario(...empty());
    answer('a', '9', { changed: [state('a', '9'), state('b', 'x', 'constraint')] });
    expect(codes('b')).toEqual(['constraint']);
  });

  it('shows everything after a full validation', () => {
    const { store, codes } = scenario(...empty());
    store.validateAll();
    expect(codes('a')).toEqual(['required']);
    expect(codes('c')).toEqual(['required']);
  });
});

describe('an answer', () => {
  it('draws only the fields that changed', () => {
    const { drawn, answer } = scenario(...empty());
    answer('a', '1', { changed: [state('a', '1')] });
    expect(drawn).toEqual(['a']);
  });

  it('counts anew the sections it names, and leaves the counts of the others', () => {
    const { store, answer } = scenario(...empty());
    const count = (id: string, answered: number) => ({ id, answered, required: 2, violations: 0 });
    answer('a', '1', { sections: [count('one', 1), count('two', 1)] });
    answer('a', '2', { sections: [count('one', 2)] });
    expect(store.getOverview().sections.map(({ id, answered }) => [id, answered])).toEqual([
      ['one', 2],
      ['two', 1],
    ]);
  });

  it('leaves a note where it cleared another, and takes the mark of last year', () => {
    const { store, answer } = scenario(...empty());
    expect(store.view('b').takenOver).toBe(true);
    const cleared = [{ path: 'b', value: 'x', because: ['a'], message: 'gone' }];
    answer('a', '1', { changed: [state('a', '1'), state('b', null, 'required')], cleared });
    expect(store.view('b').cleared).toMatchObject({ value: 'x', because: ['a'] });
    expect(store.stillTakenOver()).toEqual([]);
    answer('b', 'y', { changed: [state('b', 'y')] });
    expect(store.view('b').cleared).toBeUndefined();
  });
});

describe('what the server found', () => {
  it('stands at its field until that is answered anew, the rest is handed back', () => {
    const { store, answer, codes } = scenario(...empty());
    const elsewhere = store.setServerViolations([
      { code: 'unique', path: '/b' },
      { code: 'busy', path: '' },
    ]);
    expect(elsewhere.map((violation) => violation.code)).toEqual(['busy']);
    expect(codes('b')).toEqual(['unique']);
    answer('b', 'y', { changed: [state('b', 'y')] });
    expect(codes('b')).toEqual([]);
  });
});

describe('the overview', () => {
  it('tells missing from wrong, by section', () => {
    const states = [state('a', 'x', 'format.email'), state('b', null, 'required'), state('c', 'y')];
    const [one, two] = scenario(...states).store.getOverview().sections;
    expect(one).toMatchObject({ missing: 1, wrong: 1 });
    expect(two).toMatchObject({ missing: 0, wrong: 0 });
  });
});

describe('a field that waits for another', () => {
  it('says what it waits for, not that it is missing', () => {
    const cause = state('a', null, 'required.choice');
    const waiting = { ...state('b', null, 'required.choice'), waits_for: ['a'] };
    const { store } = scenario(cause, waiting, state('c', 'x'));
    store.validateAll();
    expect(store.view('b').shown).toEqual([]);
    expect(store.shownViolations().map(({ path }) => path)).toEqual(['a']);
  });

  it('is blamed when there is nothing to mend elsewhere', () => {
    const waiting = { ...state('b', null, 'required'), waits_for: ['a'] };
    const { store } = scenario(state('a', null), waiting, state('c', 'x'));
    store.validateAll();
    expect(store.view('b').shown.map(({ code }) => code)).toEqual(['required']);
  });
});

it('fills the braces of a text', () => {
  const { store } = scenario(...empty());
  expect(store.text('attachment.too_large', { max: 5 }, 'en')).toBe('larger than 5');
  expect(store.text('unknown', {}, 'en')).toBe('unknown');
});
