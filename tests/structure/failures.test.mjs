// What ./test says at its end about reports of each kind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofCatch, ofPlaywright, ofTap, ofVitest } from '../support/failures.mjs';

test('of TAP: the test that failed and what its program said, not those that contain it', () => {
  const report = `TAP version 13
# Subtest: group
    # Subtest: fine
    ok 1 - fine
      ---
      duration_ms: 1
      ...
    # Subtest: odd
    not ok 2 - odd
      ---
      location: '/elsewhere/a.test.mjs:6:51'
      failureType: 'testCodeFailure'
      error: |-
        two are
        not one
      stack: |-
        TestContext.<anonymous> (file:///elsewhere/a.test.mjs:6:80)
        Test.run (node:internal/test_runner/test:796:25)
      ...
    1..2
not ok 1 - group
  ---
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
# Error: no such module
# Subtest: b.test.mjs
not ok 2 - b.test.mjs
  ---
  location: '/elsewhere/b.test.mjs:1:1'
  failureType: 'testCodeFailure'
  exitCode: 1
  error: 'test failed'
  ...
`;
  assert.deepEqual(ofTap(report), [
    'not ok: odd\n  at /elsewhere/a.test.mjs:6:51\n  two are\n  not one\n' +
      '  TestContext.<anonymous> (file:///elsewhere/a.test.mjs:6:80)',
    'not ok: b.test.mjs\n  at /elsewhere/b.test.mjs:1:1\n  test failed\n  Error: no such module',
  ]);
});

test('of Catch2: the section, the expression with its values, and where a program ended', () => {
  const report = `<Catch name="core_tests">
    <TestCase name="good" filename="/core/a_test.cpp" line="4"><OverallResult success="true"/></TestCase>
    <TestCase name="bad" filename="/core/a_test.cpp" line="5">
      <Section name="part" filename="/core/a_test.cpp" line="6">
        <Info>row 3</Info>
        <Expression success="true" type="CHECK" filename="/core/a_test.cpp" line="7">
          <Original>x</Original><Expanded>true</Expanded>
        </Expression>
        <Expression success="false" type="CHECK" filename="/core/a_test.cpp" line="8">
          <Original>a &lt; 2</Original>
          <Expanded>3 &lt; 2</Expanded>
        </Expression>
        <OverallResults successes="0" failures="1"/>
      </Section>
      <Section name="other" filename="/core/a_test.cpp" line="9">
        <Exception filename="/core/a_test.cpp" line="10">boom</Exception>
      </Section>
    </TestCase>
    <TestCase name="last" filename="/core/a_test.cpp" line="20">
`;
  assert.deepEqual(ofCatch(report), [
    'not ok: bad / part\n  at /core/a_test.cpp:8\n  CHECK( a < 2 )\n  3 < 2\n  row 3',
    'not ok: bad / other\n  at /core/a_test.cpp:10\n  Exception: boom',
    'not ok: last\n  at /core/a_test.cpp:20\n  the program ended in this test',
  ]);
});

test('of vitest: the test, or the file that could not be read', () => {
  const report = {
    testResults: [
      {
        name: '/web/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'fine', failureMessages: [] },
          { status: 'failed', fullName: 'odd', failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: '/web/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  };
  assert.deepEqual(ofVitest(JSON.stringify(report)), [
    'not ok: odd\n  at /web/a.test.ts\n  expected 1 to be 2',
    'not ok: /web/b.test.ts\n  at /web/b.test.ts\n  no such module',
  ]);
});

test('of Playwright: the test with its line, where it failed, without colours', () => {
  const failed = {
    title: 'opens',
    ok: false,
    file: 'a.spec.mjs',
    line: 5,
    tests: [
      {
        results: [
          {
            errors: [
              {
                message: '\u001b[31mnot visible\u001b[39m',
                location: { file: '/tests/a.spec.mjs', line: 9 },
              },
            ],
          },
        ],
      },
    ],
  };
  const fine = { title: 'fine', ok: true, tests: [] };
  const report = { errors: [], suites: [{ specs: [fine], suites: [{ specs: [failed] }] }] };
  assert.deepEqual(ofPlaywright(JSON.stringify(report)), [
    'not ok: opens\n  at a.spec.mjs:5\n  at /tests/a.spec.mjs:9\n  not visible',
  ]);
});
