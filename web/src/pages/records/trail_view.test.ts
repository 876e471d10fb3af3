import { describe, expect, it } from 'vitest';
import type { TrailEntry } from '../../api';
import { trailRounds } from './trail_view';

const time = '2026-03-01T08:00:00Z';
const entry = (
  round: number,
  level: number,
  decision: TrailEntry['decision'],
  opinion?: string,
): TrailEntry => ({
  round,
  level,
  level_id: level === 1 ? 'manager' : 'path',
  actor: 'u1',
  actor_name: '王伟',
  decision,
  ...(opinion === undefined ? {} : { opinion }),
  time,
});
const step = (level: number) => ({
  level,
  level_id: level === 1 ? 'manager' : 'path',
  approvers: [{ id: `a${level}`, name: `审批人${level}` }],
});
const shape = (rounds: ReturnType<typeof trailRounds>) =>
  rounds.map(
    (r) =>
      `${r.round}${r.running ? '*' : ''} ${r.steps.map((s) => s.decision ?? s.kind).join(',')}`,
  );

describe('approval trail', () => {
  it.each([
    [
      'a draft shows what a submission will meet',
      [],
      [step(1), step(2)],
      false,
      ['1 coming,coming'],
    ],
    ['nothing known shows nothing', [], [], false, []],
    [
      'the next level waits, the one after comes',
      [entry(1, 0, 'submit')],
      [step(1), step(2)],
      true,
      ['1* submit,current,coming'],
    ],
    [
      'a decided level moves on',
      [entry(1, 0, 'submit'), entry(1, 1, 'approve')],
      [step(2)],
      true,
      ['1* submit,approve,current'],
    ],
    [
      'a rejection closes its round; the next submission opens another',
      [entry(1, 0, 'submit'), entry(1, 1, 'reject', '缺营业执照')],
      [step(1), step(2)],
      false,
      ['1 submit,reject', '2 coming,coming'],
    ],
    [
      'both rounds stay',
      [entry(1, 0, 'submit'), entry(1, 1, 'reject'), entry(2, 0, 'resubmit')],
      [step(1)],
      true,
      ['1 submit,reject', '2* resubmit,current'],
    ],
    [
      'approved: nothing to come',
      [entry(1, 0, 'submit'), entry(1, 1, 'approve')],
      [],
      false,
      ['1 submit,approve'],
    ],
  ] as const)('%s', (_name, trail, outlook, pending, expected) => {
    expect(shape(trailRounds(trail, outlook, pending))).toEqual(expected);
  });

  it('keeps who, when and why; an opinion of blanks is none', () => {
    const [round] = trailRounds(
      [entry(1, 1, 'reject', ' 缺章 '), entry(1, 1, 'approve', '  ')],
      [],
      false,
    );
    expect(round?.steps[0]).toMatchObject({
      people: [{ id: 'u1', name: '王伟' }],
      opinion: '缺章',
      time,
    });
    expect(round?.steps[1]?.opinion).toBeNull();
  });
});
