// The module of hints: names are read as on the server, and the hint is asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { HintError, loadHints } from '../dist/hint.js';

const lexicon = readFileSync(new URL('../../build/wasm/core/lexicon.txt', import.meta.url), 'utf8');
// Of one company, as core/match/hint_test.cpp builds it.
const hint =
  'UUhJTlQxAAECAwQFBgcICQoLDA0ODwEAAAAAAAAADAAAAAAAAACFAAAAAAAAAAAAAAAAAAAAAAAAAAAFAAAAAAAAzQAAAA==';

let hints;
before(async () => {
  hints = await loadHints();
});

test('what is there is said to be there, however it is typed', () => {
  const asked = hints.open({ lexicon, hint });
  const says = (data) => Object.entries(asked.ask(data)).flatMap(([key, is]) => (is ? [key] : []));
  assert.deepEqual(says({ name: '苏州市日东精密电子厂' }), ['name']);
  assert.deepEqual(says({ name: '某某贸易有限公司', phone: ['(0512)62398577-8'] }), ['number']);
  assert.deepEqual(says({ credit_code: '91110000600037341L' }), ['registration']);
  assert.deepEqual(says({ name: '无锡太湖仙岛旅游有限公司', mobile: ['13711110002'] }), []);
  assert.deepEqual(says({}), []);
  asked.dispose();
});

test('the organisation’s own words are read as well', () => {
  const words = { matching: 'company', version: 1, words: { names: ['日东'] } };
  const asked = hints.open({ lexicon, hint, words });
  assert.ok(asked.ask({ name: '苏州日东精密电子有限公司' }).name);
  asked.dispose();
});

test('what is no lexicon, hint or words is refused with its code', () => {
  for (const [source, code] of [
    [{ lexicon: 'x', hint }, 'hint.lexicon'],
    [{ lexicon, hint: 'x' }, 'hint.damaged'],
    [{ lexicon, hint, words: { colour: 1 } }, 'hint.words'],
    [{ lexicon }, 'request.malformed'],
  ])
    assert.throws(
      () => hints.open(source),
      (error) => error instanceof HintError && error.code === code,
    );
  const asked = hints.open({ lexicon, hint });
  assert.throws(() => asked.ask(null), HintError);
  asked.dispose();
});
