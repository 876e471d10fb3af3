// "Why?" is answered by another module of core than the one that holds the form: it has to see the very same form, whatever
// was typed before. The signing form as the product ships it, filled in at random.
import { loadCore } from '@qudao/core';
import { loadAuthoring } from '@qudao/core/authoring';
import type { Authoring } from '@qudao/core/authoring';
import type { Session } from '@qudao/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, RecordData } from '../../api';
import type { Bundle } from '../model/definition';
import { choiceItems } from '../model/definition';
import type { FormStore } from '../model/form_store';
import { openForm } from '../model/open_form';
import type { LoadedDefinition } from '../model/open_form';
import { Explainer } from './explainer';

const documents = import.meta.glob<Record<string, unknown>>('../../../../core/packs/**/*.json', {
  eager: true,
  import: 'default',
});
const document = (name: string) => documents[`../../../../core/packs/${name}`];

const bundle = {
  definition: document('channel-signing/signing.json'),
  dictionaries: {
    ...document('channel-signing/dictionaries.json'),
    ...document('channel-signing/region-sample.json'),
  },
  texts: document('texts.json'),
} as unknown as Bundle;

let definition: LoadedDefinition;
let explainer: Explainer;
let authoring: Authoring;
beforeAll(async () => {
  definition = { bundle, compiled: (await loadCore()).openDefinition(bundle) };
  explainer = await Explainer.load();
  authoring = await loadAuthoring();
});

const values = {
  user: { display_name: '张伟' },
  partner: { company_name: '江苏云帆信息技术有限公司', region: '320500' },
  settings: { open_fiscal_years: ['2026', '2027'] },
};
const paths = Object.keys(bundle.definition.fields);

function open(record: RecordData, mode: 'edit' | 'frozen' = 'edit', editable: string[] = []) {
  const record_values = mode === 'frozen' ? { ...values, record: { state: 'pending' } } : values;
  return openForm({ definition, record, values: record_values, locale: 'en', mode, editable });
}

/** Numbers from 0 to 1, the same ones in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Answers as people give them: right ones, wrong ones, none; numbers and texts key by key. */
function* answers(random: () => number, count: number): Generator<[string, Answer]> {
  const one = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  for (let i = 0; i < count; i += 1) {
    const path = one(paths) ?? '';
    const field = bundle.definition.fields[path];
    if (!field) continue;
    const codes = choiceItems(bundle, field).map(({ code }) => code);
    const typed = one(['12', '3200.5', '-1', '0512-62881234', '周远', 'a@b.example', '2026-02-29']);
    if (random() < 0.15) yield [path, null];
    else if (field.kind === 'boolean') yield [path, random() < 0.5];
    else if (field.kind === 'choices') yield [path, codes.filter(() => random() < 0.3)];
    else if (codes.length > 0) yield [path, one(codes) ?? null];
    else
      for (let at = 1; at <= (typed ?? '').length; at += 1) yield [path, typed?.slice(0, at) ?? ''];
  }
}

function checkAll(store: FormStore, plain: Session): void {
  const session = explainer.session(store);
  expect(session.states()).toEqual(store.session.states());
  for (const state of store.session.states()) {
    const { reasons } = explainer.explain(store, state.path);
    // What is said is what the form shows …
    const of = (about: string) => reasons.find((reason) => reason.about === about);
    expect(of('relevant')?.result ?? true, state.path).toBe(state.relevant);
    if (!state.relevant) continue;
    const codes = reasons.flatMap(({ code }) => code ?? []);
    expect(codes, state.path).toEqual(state.violations.map(({ code }) => code));
    expect(of('required')?.result ?? false, state.path).toBe(state.required);
    expect(of('waits')?.result ?? [], state.path).toEqual(state.waits_for);
    if (of('choices')) expect(of('choices')?.result).toEqual(state.choices);
    expect(reasons.every(({ text }) => text !== '')).toBe(true);
  }
  // … and what core says of a form in which every single key was told.
  for (const path of paths) {
    expect(explainer.explain(store, path)).toEqual(authoring.explain(plain, path));
  }
}

// Explaining every field takes a second, on a machine that does something else besides several.
describe('the answer to "why?"', { timeout: 60_000 }, () => {
  it.each([1, 2, 3])('is that of the form as it is, whatever was typed: %i', (seed) => {
    const store = open({ signing_type: 'AA', fiscal_year: '2026', industry_1: 'gone' });
    const plain = authoring.openDefinition(bundle).openSession(store.history.opening);
    let given = 0;
    for (const [path, answer] of answers(chance(seed), 120)) {
      store.set(path, answer);
      plain.set(path, answer);
      given += 1;
      if (given % 60 === 0) {
        expect(explainer.session(store).states()).toEqual(store.session.states());
      }
    }
    store.setMany({ signing_type: 'DB', staff_total: '10' });
    plain.setMany({ signing_type: 'DB', staff_total: '10' });
    store.choose('channel_manager', { id: 'm1', name: '李娜' });
    plain.provide('manager', 'm1', { name: '李娜' });
    plain.set('channel_manager', 'm1');
    checkAll(store, plain);
    expect(given).toBeGreaterThan(150);
    expect(store.history.length).toBeLessThan(given);
  });

  it('knows what is frozen, and the fields of an approver', () => {
    const store = open({ signing_type: 'AA' }, 'frozen', ['bound_distributor']);
    const plain = authoring.openDefinition(bundle).openSession(store.history.opening);
    checkAll(store, plain);
    const about = (path: string) =>
      explainer.explain(store, path).reasons.map((reason) => reason.about);
    expect(about('brands')).toContain('readonly');
    expect(about('bound_distributor')).not.toContain('readonly');
  });

  it('names the choices that are missing', () => {
    const store = open({ signing_entity: 'inspur_info', signing_type: 'AA' });
    const { reasons } = explainer.explain(store, 'channel_level');
    const missing = reasons.find(({ about }) => about === 'choices')?.missing ?? [];
    const offered = store.view('channel_level').state.choices ?? [];
    const all = bundle.dictionaries.channel_level?.items.map(({ code }) => code) ?? [];
    expect(missing.map(({ code }) => code)).toEqual(all.filter((code) => !offered.includes(code)));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing[0]?.text).toMatch(/is not offered: “Signing type” is Dealer, none of /);
  });
});
