/**
 * How a form came to be as it is: what it was opened with and every answer since, so that another module of core can be
 * brought to the same state (form/why). Answers that changed nothing but their own field are not kept once the field is
 * answered anew: a long text is one step, however many keys it took.
 */
import type { Changes, Session, SessionOptions } from '@qudao/core';
import type { Answer, RecordData } from '../../api';

type Step =
  | { path: string; answer: Answer; alone: boolean }
  | { answers: RecordData }
  | { entity: string; id: string; attributes: RecordData };

export class History {
  readonly opening: SessionOptions;
  private readonly steps: Step[] = [];

  constructor(opening: SessionOptions) {
    this.opening = opening;
  }

  get length(): number {
    return this.steps.length;
  }

  set(path: string, answer: Answer, { changed, cleared }: Changes): void {
    const last = this.steps.at(-1);
    if (last && 'path' in last && last.path === path && last.alone) this.steps.pop();
    const alone = cleared.length === 0 && changed.every((state) => state.path === path);
    this.steps.push({ path, answer, alone });
  }

  setMany(answers: RecordData): void {
    this.steps.push({ answers });
  }

  provide(entity: string, id: string, attributes: RecordData): void {
    this.steps.push({ entity, id, attributes });
  }

  /** A session that can be brought up to date again and again; costs what happened since the last time. */
  follower(open: (opening: SessionOptions) => Session): () => Session {
    const session = open(this.opening);
    const done: Step[] = [];
    return () => {
      // The last step may have been exchanged meanwhile.
      if (done.length > 0 && this.steps[done.length - 1] !== done.at(-1)) done.pop();
      for (const step of this.steps.slice(done.length)) {
        if ('path' in step) session.set(step.path, step.answer);
        else if ('answers' in step) session.setMany(step.answers);
        else session.provide(step.entity, step.id, step.attributes);
        done.push(step);
      }
      return session;
    };
  }
}
