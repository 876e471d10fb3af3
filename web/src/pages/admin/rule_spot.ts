/** A line of a rule in three parts: what stands before the place that is meant, the word there, what follows. */
export interface RuleSpot {
  before: string;
  /** Empty at the end of the rule. */
  word: string;
  after: string;
}

/** `excerpt`: the line, indented by two, and a line with a caret; `column`: of the place, in characters from 1. */
export function spotIn(excerpt: string, column: number): RuleSpot {
  const line = Array.from((excerpt.split('\n')[0] ?? '').slice(2));
  const before = line.slice(0, column - 1).join('');
  const rest = line.slice(column - 1).join('');
  const word = /^(?:[\p{L}\p{N}_]+|[=!<>&|]+|.)?/u.exec(rest)?.[0] ?? '';
  return { before, word, after: rest.slice(word.length) };
}
