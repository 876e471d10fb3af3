/**
 * What a page knows of the rows of a form beside their answers: a name for each that stays with it while others come and
 * go (a control keeps its upload, a key its row), and the row that was taken out last, to be put back.
 */
import type { Answer } from '../../api';

export interface RemovedRow {
  /** Where it was, from 0. */
  row: number;
  answers: Answer;
  /** Columns the person had been to. */
  touched: readonly string[];
}

export class Rows {
  private readonly names = new Map<string, readonly string[]>();
  private readonly removed = new Map<string, RemovedRow>();
  private count = 0;

  of(repeat: string): readonly string[] {
    return this.names.get(repeat) ?? [];
  }

  insert(repeat: string, at: number): void {
    const names = [...this.of(repeat)];
    names.splice(at, 0, this.newName());
    this.names.set(repeat, names);
  }

  remove(repeat: string, at: number): void {
    this.names.set(
      repeat,
      this.of(repeat).filter((_, row) => row !== at),
    );
  }

  /** Core's count is the truth: rows that came or went otherwise did so at the end. */
  adjust(repeat: string, count: number): void {
    const names = this.of(repeat).slice(0, count);
    while (names.length < count) names.push(this.newName());
    if (names.length !== this.of(repeat).length) this.names.set(repeat, names);
  }

  keep(repeat: string, row: RemovedRow | undefined): void {
    if (row) this.removed.set(repeat, row);
    else this.removed.delete(repeat);
  }

  lastRemoved(repeat: string): RemovedRow | undefined {
    return this.removed.get(repeat);
  }

  private newName(): string {
    this.count += 1;
    return `row${this.count}`;
  }
}
