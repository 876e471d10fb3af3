/**
 * One form on the screen: asks core, keeps what each field shows, tells exactly those components
 * whose field changed. Everything a rule decides comes from the session; what is added here is
 * only what a person has already looked at (an untouched empty field is not yet blamed) and what
 * the server said.
 *
 * Cost: an answer costs one call into core and one new view per changed field.
 */
import type {
  Changes,
  Cleared,
  FieldState,
  Progress,
  SectionProgress,
  Session,
  SessionOptions,
} from '@qudao/core';
import type { Answer, Locale, RecordData, Violation } from '../../api';
import { localised } from '../../i18n/localised';
import { Asking } from './asking';
import { fieldAt } from './definition';
import type { Bundle } from './definition';
import type { LookupNames } from './display';
import { History } from './history';
import { cellOf, cellsOf, displayOrder, ownerOf, rootOf, rowPath, shifted } from './paths';
import { hasAnswer, isAnswered, isMissing } from './presentation';
import { Rows } from './rows';
import type { RemovedRow } from './rows';

/** What one field shows. A new object whenever, and only when, something of it changed. */
export interface FieldView {
  state: FieldState;
  /** The violations to show now: those of the server, and core's once the person was here. */
  shown: readonly Violation[];
  /** Answered, looked at and without fault: worth a word of confirmation. */
  correct: boolean;
  cleared: Cleared | undefined;
  takenOver: boolean;
}

export interface SectionView {
  id: string;
  required: number;
  answered: number;
  /** Required answers that are not there. */
  missing: number;
  /** Answers that are there and wrong. */
  wrong: number;
  relevant: boolean;
  /** Fields that are not asked now. */
  hidden: readonly string[];
}

export interface Overview {
  progress: Progress;
  sections: readonly SectionView[];
}

export interface FormStoreOptions {
  bundle: Bundle;
  session: Session;
  /** What the session was opened with. */
  opening?: SessionOptions;
  takenOver?: readonly string[];
  /** Rows already known, entity → id → attributes: names of what look-ups hold. */
  lookups?: LookupNames;
  /** The stored record, for look-ups that rank by whom it belongs to. */
  recordId?: string;
}

export interface ChosenRow extends RecordData {
  id: string;
}

/** Marking a field as looked at waits this long while its first answer is still being typed. */
const typingPause = 700;

export class FormStore {
  readonly bundle: Bundle;
  readonly session: Session;
  readonly lookups: LookupNames;
  readonly history: History;
  readonly asking = new Asking();
  private readonly rows = new Rows();
  recordId: string | undefined;
  private readonly views = new Map<string, FieldView>();
  private readonly fieldListeners = new Map<string, Set<() => void>>();
  private readonly overviewListeners = new Set<() => void>();
  private readonly editListeners = new Set<(changes: Changes) => void>();
  private readonly touched = new Set<string>();
  private readonly notes = new Map<string, Cleared>();
  private readonly counts = new Map<string, SectionProgress>();
  private readonly takenOver: Set<string>;
  private readonly fromServer = new Map<string, Violation[]>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly busy = new Set<string>();
  private ending: ReturnType<typeof setTimeout> | undefined;
  private showAll = false;
  private overview: Overview;

  constructor(options: FormStoreOptions) {
    this.bundle = options.bundle;
    this.session = options.session;
    this.history = new History(options.opening ?? {});
    this.lookups = structuredClone(options.lookups ?? {});
    this.recordId = options.recordId;
    this.takenOver = new Set(options.takenOver);
    for (const state of this.session.states()) {
      // Rows that came with the record are looked at like any other answer of it.
      if (state.rows !== undefined && state.rows > 0) this.touched.add(state.path);
      this.views.set(state.path, this.look(state));
      this.rows.adjust(state.path, state.rows ?? 0);
    }
    const { progress, sections } = this.session.validate();
    this.overview = this.summarise(progress, sections);
  }

  /** Frees core's session a while after the last user left: a last save may still read answers. */
  release(): void {
    this.timers.forEach(clearTimeout);
    this.ending = setTimeout(() => this.session.dispose(), 60_000);
  }
  keep(): void {
    clearTimeout(this.ending);
  }

  // For useSyncExternalStore: stable functions, stable snapshots.
  view = (path: string): FieldView => {
    const view = this.views.get(path);
    if (!view) throw new Error(`the form has no field ${path}`);
    return view;
  };
  /** Of a cell: whether its row is there. */
  has = (path: string): boolean => {
    const cell = cellOf(path);
    return this.views.has(path) && (!cell || cell.row < this.rowsOf(cell.repeat));
  };
  rowsOf = (repeat: string): number => this.views.get(repeat)?.state.rows ?? 0;
  /** A name for each row that stays with it; the same list until rows come or go. */
  rowNames = (repeat: string): readonly string[] => this.rows.of(repeat);
  getOverview = (): Overview => this.overview;

  subscribeField = (path: string, listener: () => void): (() => void) => {
    let listeners = this.fieldListeners.get(path);
    if (!listeners) this.fieldListeners.set(path, (listeners = new Set()));
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  subscribeOverview = (listener: () => void): (() => void) => {
    this.overviewListeners.add(listener);
    return () => void this.overviewListeners.delete(listener);
  };

  /** Called after every answer a person gave (not after a note was put away or a field left). */
  onEdit = (listener: (changes: Changes) => void): (() => void) => {
    this.editListeners.add(listener);
    return () => void this.editListeners.delete(listener);
  };

  set(path: string, answer: Answer): void {
    this.beforeEdit([path]);
    if (!this.touched.has(path)) this.touchLater(path);
    const changes = this.session.set(path, answer);
    this.history.set(path, answer, changes);
    this.apply(changes, [path]);
  }

  setMany(answers: RecordData): void {
    const paths = Object.keys(answers);
    this.beforeEdit(paths);
    this.history.setMany(answers);
    this.apply(this.session.setMany(answers), paths);
  }

  /** A look-up's row was chosen: core learns its attributes first, as rules read them. */
  choose(path: string, row: ChosenRow): void {
    const entity = fieldAt(this.bundle, path)?.lookup?.entity ?? '';
    const { id, ...attributes } = row;
    (this.lookups[entity] ??= {})[id] = attributes;
    this.history.provide(entity, id, attributes);
    this.apply(this.session.provide(entity, id, attributes), []);
    this.set(path, id);
  }

  /** What the server narrows a look-up by: the look-ups it depends on, and whose record it is. */
  narrowingOf(path: string): Record<string, string> {
    const narrowing: Record<string, string> = {};
    if (this.recordId !== undefined) narrowing.for = this.recordId;
    for (const name of fieldAt(this.bundle, path)?.depends_on ?? []) {
      const entity = fieldAt(this.bundle, name)?.lookup?.entity;
      const { value } = this.view(this.beside(path, name)).state;
      if (entity !== undefined && typeof value === 'string') narrowing[entity] = value;
    }
    return narrowing;
  }

  /** Where a name in the rules of a field is: in the same row, else outside of rows. */
  beside(path: string, name: string): string {
    const cell = cellOf(path);
    const sibling = cell && `${rowPath(cell.repeat, cell.row)}/${name}`;
    return sibling !== undefined && this.views.has(sibling) ? sibling : name;
  }

  /** An empty row at the end; whether core took it. */
  addRow(repeat: string): boolean {
    const row = this.rowsOf(repeat);
    this.rows.keep(repeat, undefined);
    this.answer(rowPath(repeat, row), {}, repeat);
    return this.rowsOf(repeat) > row;
  }

  /** Takes a row out; it can be put back until rows come or go again. */
  removeRow(repeat: string, row: number): void {
    const list = this.data()[repeat];
    const answers = (Array.isArray(list) ? list[row] : undefined) ?? {};
    const touched = this.columnsOf(repeat).filter((column) =>
      this.touched.has(`${rowPath(repeat, row)}/${column}`),
    );
    this.shiftRows(repeat, row, -1);
    this.rows.remove(repeat, row);
    this.rows.keep(repeat, { row, answers, touched });
    this.touched.add(repeat);
    this.answer(rowPath(repeat, row), null, repeat);
  }

  lastRemoved = (repeat: string): RemovedRow | undefined => this.rows.lastRemoved(repeat);

  /** Puts the row that was taken out back where it was, among what the rows are now. */
  restoreRow(repeat: string): void {
    const removed = this.rows.lastRemoved(repeat);
    if (!removed) return;
    const list = this.data()[repeat];
    const answers = Array.isArray(list) ? [...list] : [];
    const row = Math.min(removed.row, answers.length);
    answers.splice(row, 0, removed.answers);
    this.shiftRows(repeat, row, 1);
    for (const column of removed.touched) this.touched.add(`${rowPath(repeat, row)}/${column}`);
    this.rows.insert(repeat, row);
    this.rows.keep(repeat, undefined);
    this.answer(repeat, answers, repeat);
  }

  /** The person was here and went on: from now on the field says what is wrong. */
  touch(path: string): void {
    clearTimeout(this.timers.get(path));
    this.timers.delete(path);
    if (this.touched.has(path)) return;
    this.touched.add(path);
    this.refresh([path]);
  }

  dismissNote(path: string): void {
    if (this.notes.delete(path)) this.refresh([path]);
  }

  /** Validates everything and shows every fault from now on. */
  validateAll(): readonly Violation[] {
    this.showAll = true;
    const { progress, sections, violations } = this.session.validate();
    this.refresh([...this.views.keys()]);
    this.setOverview(progress, sections);
    return violations;
  }

  /** Violations in display order, of core and server, of everything shown. */
  shownViolations(): { path: string; violation: Violation }[] {
    return this.order().flatMap((path) =>
      this.view(path).shown.map((violation) => ({ path, violation })),
    );
  }

  /** A field with its cells. */
  within(path: string): string[] {
    return [path, ...cellsOf(path, this.columnsOf(path), this.rowsOf)];
  }

  /** Everything the form shows, in its order. */
  order(): string[] {
    return displayOrder(this.bundle.definition, this.rowsOf);
  }

  /** What the server found (422): stays at its field until that field is answered anew. */
  setServerViolations(violations: readonly Violation[]): Violation[] {
    this.fromServer.clear();
    const elsewhere: Violation[] = [];
    for (const violation of violations) {
      const path = ownerOf(violation.path, this.has);
      if (!this.has(path)) elsewhere.push(violation);
      else this.fromServer.set(path, [...(this.fromServer.get(path) ?? []), violation]);
    }
    this.validateAll();
    return elsewhere;
  }

  data(): RecordData {
    return this.session.data();
  }

  /** Answers taken over from last year that nobody has touched yet. */
  stillTakenOver(): string[] {
    return [...this.takenOver];
  }

  /** A control holds something that is not an answer yet (a file on its way). */
  setBusy(path: string, busy: boolean): void {
    if (busy) this.busy.add(path);
    else this.busy.delete(path);
  }
  get isBusy(): boolean {
    return this.busy.size > 0;
  }

  /** A text of the bundle with its braces filled, e.g. to say what core would say. */
  text(code: string, params: Record<string, string | number>, locale: Locale): string {
    const text = localised(this.bundle.texts[code], locale) || code;
    return text.replace(/\{(\w+)\}/g, (braces, name: string) => String(params[name] ?? braces));
  }

  private beforeEdit(paths: readonly string[]): void {
    for (const path of paths) {
      this.fromServer.delete(path);
      this.notes.delete(path);
      this.takenOver.delete(rootOf(path));
    }
  }

  private columnsOf(repeat: string): readonly string[] {
    return this.bundle.definition.fields[repeat]?.fields ?? [];
  }

  private answer(path: string, answer: Answer, repeat: string): void {
    this.beforeEdit([repeat]);
    const changes = this.session.set(path, answer);
    this.history.set(path, answer, changes);
    this.apply(changes, [repeat]);
  }

  /** What is known of cells goes with their row. */
  private shiftRows(repeat: string, at: number, by: 1 | -1): void {
    for (const [path, timer] of this.timers) {
      if (cellOf(path)?.repeat !== repeat) continue;
      clearTimeout(timer);
      this.timers.delete(path);
      this.touched.add(path);
    }
    const move = (path: string) => shifted(path, repeat, at, by);
    shiftSet(this.touched, move);
    shiftSet(this.busy, move);
    shiftMap(this.notes, move);
    shiftMap(this.fromServer, move);
    for (const [path, note] of this.notes) this.notes.set(path, { ...note, path });
  }

  private touchLater(path: string): void {
    clearTimeout(this.timers.get(path));
    this.timers.set(
      path,
      setTimeout(() => this.touch(path), typingPause),
    );
  }

  private apply(changes: Changes, edited: readonly string[]): void {
    for (const note of changes.cleared) {
      this.notes.set(note.path, note);
      this.takenOver.delete(note.path);
    }
    const changed = new Set(edited);
    for (const state of changes.changed) {
      this.views.set(state.path, this.look(state));
      if (state.rows !== undefined) this.rows.adjust(state.path, state.rows);
      changed.add(state.path);
    }
    this.refresh([...changed]);
    this.setOverview(changes.progress, changes.sections);
    if (edited.length > 0) this.editListeners.forEach((listener) => listener(changes));
  }

  private refresh(paths: readonly string[]): void {
    for (const path of paths) {
      const view = this.views.get(path);
      if (!view) continue;
      this.views.set(path, this.look(view.state));
      this.fieldListeners.get(path)?.forEach((listener) => listener());
    }
  }

  private look(state: FieldState): FieldView {
    // An empty field is not blamed before the person was there, nor an answer half typed; one that
    // came with the record, or that another answer made wrong, is.
    const { path } = state;
    const settled = hasAnswer(state) && state.rows === undefined && !this.timers.has(path);
    const seen = this.showAll || this.touched.has(path) || settled;
    const server = this.fromServer.get(state.path) ?? [];
    const own = seen ? this.toBlame(state) : [];
    const known = new Set(own.map((violation) => violation.rule ?? violation.code));
    const shown = [...own, ...server.filter((v) => !known.has(v.rule ?? v.code))];
    return {
      state,
      shown,
      correct:
        this.touched.has(state.path) &&
        shown.length === 0 &&
        !state.readonly &&
        isAnswered(state.value),
      cleared: this.notes.get(state.path),
      takenOver: this.takenOver.has(state.path) && hasAnswer(state),
    };
  }

  /** That an answer is missing is not this field's fault while it waits for another one that has to be mended first. */
  private toBlame(state: FieldState): FieldState['violations'] {
    const waits = state.waits_for.some(
      (path) => (this.views.get(path)?.state.violations.length ?? 0) > 0,
    );
    return waits && !isAnswered(state.value)
      ? state.violations.filter((violation) => !isMissing(violation))
      : state.violations;
  }

  private setOverview(progress: Progress, sections: readonly SectionProgress[]): void {
    const overview = this.summarise(progress, sections);
    // Most key presses count nothing anew; then nobody has to draw.
    if (JSON.stringify(overview) === JSON.stringify(this.overview)) return;
    this.overview = overview;
    this.overviewListeners.forEach((listener) => listener());
  }

  private summarise(progress: Progress, counts: readonly SectionProgress[]): Overview {
    // A change brings only the sections it counted anew.
    for (const count of counts) this.counts.set(count.id, count);
    const sections = this.bundle.definition.sections.map((section): SectionView => {
      const count = this.counts.get(section.id);
      const states = section.fields.map((path) => this.view(path).state);
      const faulty = section.fields
        .flatMap((path) => this.within(path))
        .map((path) => this.view(path).state)
        .filter((state) => state.violations.length > 0);
      const missing = faulty.filter(
        (state) => !hasAnswer(state) || state.violations.every(isMissing),
      ).length;
      return {
        id: section.id,
        required: count?.required ?? 0,
        answered: count?.answered ?? 0,
        missing,
        wrong: faulty.length - missing,
        relevant: states.some((state) => state.relevant),
        hidden: states.filter((state) => !state.relevant).map((state) => state.path),
      };
    });
    return { progress, sections };
  }
}

function shiftSet(paths: Set<string>, move: (path: string) => string | undefined): void {
  const all = [...paths];
  paths.clear();
  for (const path of all.map(move)) if (path !== undefined) paths.add(path);
}

function shiftMap<T>(byPath: Map<string, T>, move: (path: string) => string | undefined): void {
  const all = [...byPath];
  byPath.clear();
  for (const [path, value] of all) {
    const to = move(path);
    if (to !== undefined) byPath.set(to, value);
  }
}
