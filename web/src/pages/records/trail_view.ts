// The approval trail as a page shows it: every round with its steps in order, what was decided and
// what is still to come. Nothing is decided here: the trail is the record's history, and the
// outlook is the answer of the core.

import type { OutlookEntry, Person, TrailEntry } from '../../api';

export type Decision = TrailEntry['decision'];

export interface TrailStep {
  key: string;
  /** done: decided; current: waits for one of `people`; coming: after that. */
  kind: 'done' | 'current' | 'coming';
  level: number;
  levelId: string | null;
  people: Person[];
  decision: Decision | null;
  opinion: string | null;
  time: string | null;
}

export interface TrailRound {
  round: number;
  /** The round that waits for a decision now. */
  running: boolean;
  steps: TrailStep[];
}

/**
 * Oldest round first, steps in the order they happened, then what is still to come: the rest of the
 * running round while the record is `pending`, or else the round that a submission would open.
 */
export function trailRounds(
  trail: readonly TrailEntry[],
  outlook: readonly OutlookEntry[],
  pending: boolean,
): TrailRound[] {
  const numbers = [...new Set(trail.map((entry) => entry.round))].sort((a, b) => a - b);
  const last = numbers.at(-1) ?? 0;
  const rounds = numbers.map((round): TrailRound => {
    const done = trail.filter((entry) => entry.round === round).map(doneStep);
    const running = pending && round === last;
    return { round, running, steps: running ? [...done, ...coming(outlook, round, true)] : done };
  });
  if (!pending && outlook.length > 0) {
    rounds.push({ round: last + 1, running: false, steps: coming(outlook, last + 1, false) });
  }
  return rounds;
}

function doneStep(entry: TrailEntry, index: number): TrailStep {
  return {
    key: `${entry.round}.${index}`,
    kind: 'done',
    level: entry.level,
    levelId: entry.level_id,
    people: [{ id: entry.actor, name: entry.actor_name ?? entry.actor }],
    decision: entry.decision,
    opinion: trimmed(entry.opinion),
    time: entry.time,
  };
}

function coming(outlook: readonly OutlookEntry[], round: number, pending: boolean): TrailStep[] {
  return outlook.map((step, index) => ({
    key: `${round}.coming.${step.level}`,
    kind: pending && index === 0 ? 'current' : 'coming',
    level: step.level,
    levelId: step.level_id,
    people: step.approvers,
    decision: null,
    opinion: null,
    time: null,
  }));
}

/** An opinion of blanks is none. */
function trimmed(opinion: string | undefined): string | null {
  const text = opinion?.trim() ?? '';
  return text === '' ? null : text;
}
