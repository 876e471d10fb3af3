// <qudao-form src="bundle.json" locale="en">: renders any definition. No framework, no bundler.
//
//   form.context = { values: {…}, lookups: {…} };   // what rules read besides the fields; rows of look-ups
//   form.record = {…};                              // a draft to go on with
//   form.addEventListener('change', ({ detail }) => …);   // { path, changes }: a field was answered
//   form.addEventListener('submit', ({ detail }) => …);   // { submission }: it is valid
//   form.addEventListener('error', ({ detail }) => …);    // { error }: the bundle cannot be read, or is refused
//   form.set('attachments', [{ … }]);               // an answer from the page around
//   form.data();                                    // what a draft is saved from
import { loadCore } from './node_modules/@qudao/core/dist/browser.js';
import { make } from './controls.js';
import { formStyle } from './form-style.js';
import { Repeat } from './repeat.js';
import { Row } from './row.js';
import { words } from './words.js';

/**
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').Changes} Changes
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').Core} Core
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').FormContext} FormContext
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').RecordData} RecordData
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').Session} Session
 * @typedef {import('./controls.js').FieldState} FieldState
 * @typedef {import('./controls.js').Json} Json
 * @typedef {import('./controls.js').Texts} Texts
 * @typedef {{ id: string, label: Texts, hint?: Texts, fields: string[] }} Section
 * @typedef {{
 *   definition: {
 *     label: Texts, letter?: { label: Texts, body: Texts }, sections: Section[],
 *     fields: Record<string, import('./controls.js').Field>,
 *   },
 *   dictionaries: Record<string, { items: import('./controls.js').Item[] }>,
 *   texts: unknown,
 * }} Bundle
 */

/** One core for all forms of the page. @type {Promise<Core> | undefined} */
let loading;

/** What failed is tried again by the next form. */
function startCore() {
  return loadCore().catch((error) => {
    loading = undefined;
    throw error;
  });
}

export class QudaoForm extends HTMLElement {
  static observedAttributes = ['src', 'locale'];

  /** @type {Bundle | undefined} */ #bundle;
  /** @type {Session | undefined} */ #session;
  /** @type {RecordData} */ #record = {};
  /** @type {FormContext} */ #context = {};
  /** Fields, repeats, and cells of rows by their paths. @type {Map<string, Row | Repeat>} */ #rows =
    new Map();
  /** Fields whose violations are shown: those that somebody left. @type {Set<string>} */
  #touched = new Set();
  /** @type {Map<string, string>} */ #cleared = new Map();
  #loads = 0;

  #live = make('p', { className: 'unseen', role: 'status' });
  // Takes the focus when it appears, which reads it out.
  #summary = make('div', { className: 'summary', role: 'group', tabIndex: -1, hidden: true });
  #bar = make('progress');
  #count = make('span', { id: 'count' });
  #form = make('form', { noValidate: true });
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [formStyle];
    this.#summary.setAttribute('aria-labelledby', 'summary-title');
    this.#bar.setAttribute('aria-labelledby', 'count');
    this.#root.append(this.#form, this.#live);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#submit();
    });
  }

  connectedCallback() {
    void this.#load();
  }

  disconnectedCallback() {
    this.#close();
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    if (name === 'src') this.#bundle = undefined;
    if (this.isConnected && old !== value) void this.#load();
  }

  get locale() {
    return this.getAttribute('locale') === 'en' ? 'en' : 'zh-CN';
  }

  set context(/** @type {FormContext} */ context) {
    this.#context = context;
    if (this.isConnected) void this.#load();
  }

  set record(/** @type {RecordData} */ record) {
    this.#close();
    this.#record = record;
    if (this.isConnected) void this.#load();
  }

  /** Every answer, also of fields not relevant now. */
  data() {
    return this.#session?.data() ?? this.#record;
  }

  /** Answers a field as if it had been typed. @param {string} path @param {Json} value */
  set(path, value) {
    this.#touched.add(path);
    this.#answer(path, value);
  }

  #words() {
    return words[this.locale];
  }

  #text(/** @type {Texts | undefined} */ texts) {
    return texts?.[this.locale] ?? texts?.['zh-CN'] ?? '';
  }

  #close() {
    if (!this.#session) return;
    this.#record = this.#session.data();
    this.#session.dispose();
    this.#session = undefined;
  }

  async #load() {
    // What was asked for last wins, whatever arrives last.
    const turn = (this.#loads += 1);
    this.#close();
    this.#form.replaceChildren(make('p', {}, this.#words().loading));
    try {
      const core = await (loading ??= startCore());
      const bundle = this.#bundle ?? (await this.#fetchBundle());
      if (turn !== this.#loads || !this.isConnected) return;
      this.#bundle = bundle;
      this.#open(core, bundle);
    } catch (error) {
      if (turn !== this.#loads) return;
      const because = error instanceof Error ? error.message : String(error);
      this.#form.replaceChildren(
        make('p', { role: 'alert' }, `${this.#words().failed}: ${because}`),
      );
      this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
    }
  }

  async #fetchBundle() {
    const answer = await fetch(this.getAttribute('src') ?? '');
    if (!answer.ok) throw new Error(`${answer.url}: HTTP ${answer.status}`);
    return /** @type {Bundle} */ (await answer.json());
  }

  /** @param {Core} core @param {Bundle} bundle */
  #open(core, bundle) {
    const definition = core.openDefinition(bundle);
    const context = { ...this.#context, locale: this.locale };
    this.#session = definition.openSession({ record: this.#record, context });
    definition.dispose(); // the session outlives it
    this.#draw(bundle);
    for (const state of this.#session.states()) this.#show(state);
    this.#showProgress(this.#session.validate());
  }

  /** @param {Bundle} bundle */
  #draw({ definition }) {
    this.#rows.clear();
    this.#cleared.clear();
    this.#summary.hidden = true;
    const { label, letter, sections } = definition;
    this.#form.lang = this.locale;
    this.#form.replaceChildren(
      make('h1', { id: 'title' }, this.#text(label)),
      make('div', { className: 'progress' }, this.#count, this.#bar),
      this.#summary,
      ...(letter
        ? [
            make(
              'details',
              {},
              make('summary', {}, this.#text(letter.label)),
              make('p', { className: 'letter' }, this.#text(letter.body)),
            ),
          ]
        : []),
      ...sections.map((section) => this.#section(section, definition.fields)),
      make('button', { className: 'submit', type: 'submit' }, this.#words().submit),
    );
    this.#form.setAttribute('aria-labelledby', 'title');
  }

  /** @param {Section} section @param {Bundle['definition']['fields']} fields */
  #section({ id, label, hint, fields: paths }, fields) {
    const titleId = `section-${id}`;
    const title = make('h2', { id: titleId }, this.#text(label));
    const count = make('span', { id: `count-${id}`, className: 'mark' });
    const grid = make('div', { className: 'fields' });
    for (const path of paths) {
      const field = fields[path];
      if (!field) continue;
      const row = this.#row(path, field);
      this.#rows.set(path, row);
      grid.append(row.root);
    }
    const section = make('section', { className: 'section' }, make('header', {}, title, count));
    if (hint) section.append(make('p', { className: 'hint' }, this.#text(hint)));
    section.append(grid);
    section.setAttribute('aria-labelledby', titleId);
    return section;
  }

  /** @returns {import('./controls.js').Source} */
  #source() {
    return {
      items: (/** @type {string} */ name) => this.#bundle?.dictionaries[name]?.items ?? [],
      rows: (/** @type {string} */ entity) => this.#context.lookups?.[entity] ?? {},
      text: (/** @type {Texts | undefined} */ texts) => this.#text(texts),
      words: this.#words(),
    };
  }

  /** @param {string} path @param {import('./controls.js').Field} field @returns {Row | Repeat} */
  #row(path, field) {
    const answer = (/** @type {Json} */ value) => this.#answer(path, value);
    const leave = () => {
      this.#touched.add(path);
      const state = this.#session?.state(path);
      if (state) this.#show(state);
    };
    if (field.kind === 'repeat') return this.#repeat(path, field, leave);
    return new Row(path, field, this.#source(), { answer, leave });
  }

  /**
   * @param {string} path
   * @param {import('./controls.js').Field} field
   * @param {() => void} leave
   * @returns {Repeat}
   */
  #repeat(path, field, leave) {
    const count = () => this.#session?.state(path)?.rows ?? 0;
    /** @type {{ row: number, answers: Json } | undefined} */
    let removed;
    /** What was left behind goes with its row. @param {number} at @param {number} by */
    const shift = (at, by) => {
      const move = (/** @type {string} */ each) => {
        const [repeat, row, column] = each.split('/');
        if (repeat !== path || column === undefined || Number(row) < at) return [each];
        return by < 0 && Number(row) === at ? [] : [`${path}/${Number(row) + by}/${column}`];
      };
      this.#touched = new Set([...this.#touched].flatMap(move));
      this.#cleared = new Map(
        [...this.#cleared].flatMap(([each, text]) => move(each).map((to) => [to, text])),
      );
    };
    const list = () => {
      const rows = this.data()[path];
      return Array.isArray(rows) ? rows : [];
    };
    /** @type {Repeat} */
    const repeat = new Repeat(path, field, this.#source(), {
      leave,
      cells: (row) =>
        (field.fields ?? []).flatMap((column) => {
          const cell = `${path}/${row}/${column}`;
          const kind = this.#bundle?.definition.fields[column];
          const made = kind && this.#row(cell, kind);
          if (!(made instanceof Row)) return [];
          this.#rows.set(cell, made);
          const state = this.#session?.state(cell);
          if (state) this.#show(state);
          return [made];
        }),
      add: () => {
        removed = undefined;
        const row = count();
        this.#answer(`${path}/${row}`, {});
        repeat.tellRemoved();
        if (count() > row) repeat.focus(row);
      },
      remove: (row) => {
        removed = { row, answers: list()[row] ?? {} };
        shift(row, -1);
        for (const column of field.fields ?? [])
          this.#rows.delete(`${path}/${count() - 1}/${column}`);
        this.#answer(`${path}/${row}`, null);
        repeat.tellRemoved(row);
        repeat.focus(row);
      },
      undo: () => {
        if (!removed) return;
        const { row, answers } = removed;
        removed = undefined;
        shift(row, 1);
        this.#answer(path, [...list().slice(0, row), answers, ...list().slice(row)]);
        repeat.tellRemoved();
        repeat.focus(row);
      },
    });
    return repeat;
  }

  #show(/** @type {FieldState} */ state) {
    const { path, relevant } = state;
    if (!relevant) this.#cleared.delete(path);
    this.#rows.get(path)?.show(state, {
      showErrors: this.#touched.has(path),
      cleared: this.#cleared.get(path) ?? '',
      labelOf: (other) => this.#label(other),
    });
  }

  /** Of a cell with its row: "Lines, Row 2: Amount". */
  #label(/** @type {string} */ path) {
    const label = (/** @type {string} */ key) =>
      this.#text(this.#bundle?.definition.fields[key]?.label);
    const [repeat = '', row, column] = path.split('/');
    if (column === undefined) return label(repeat);
    const { row: number, comma } = this.#words();
    return `${label(repeat)}${comma}${number(Number(row) + 1)}: ${label(column)}`;
  }

  /** @param {string} path @param {Json} value */
  #answer(path, value) {
    if (!this.#session) return;
    this.#cleared.delete(path);
    const changes = this.#session.set(path, value);
    for (const { path: lost, message } of changes.cleared) this.#cleared.set(lost, message);
    for (const state of changes.changed) this.#show(state);
    if (changes.cleared.length > 0) {
      const lost = changes.cleared.map(({ path: each }) => this.#label(each));
      this.#live.textContent = this.#words().cleared(lost.join(this.#words().comma));
    }
    this.#showProgress(changes);
    if (!this.#summary.hidden) this.#showSummary();
    this.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: { path, changes } }));
  }

  /** @param {Pick<Changes, 'progress' | 'sections'>} changes */
  #showProgress({ progress, sections }) {
    const { answered, required } = progress;
    this.#bar.max = Math.max(required, 1);
    this.#bar.value = required === 0 ? 1 : answered;
    this.#count.textContent = this.#words().progress(answered, required);
    for (const section of sections) {
      const count = this.#root.getElementById(`count-${section.id}`);
      if (count)
        count.textContent =
          section.required === 0 ? '' : `${section.answered} / ${section.required}`;
    }
  }

  #submit() {
    if (!this.#session) return;
    for (const path of this.#rows.keys()) this.#touched.add(path);
    for (const state of this.#session.states()) this.#show(state);
    if (this.#showSummary()) {
      const submission = this.#session.submission();
      this.dispatchEvent(new CustomEvent('submit', { bubbles: true, detail: { submission } }));
    } else {
      this.#summary.focus({ preventScroll: true });
      this.#summary.scrollIntoView();
    }
  }

  /** What stands in the way, each leading to its field; answers whether nothing does. */
  #showSummary() {
    const { valid = true, violations = [] } = this.#session?.validate() ?? {};
    this.#summary.hidden = valid;
    this.#summary.replaceChildren(
      make('h2', { id: 'summary-title' }, this.#words().faults(violations.length)),
      make(
        'ul',
        {},
        ...violations.map(({ path, code, message }) => {
          const label = this.#label(path);
          const fault = message ?? code;
          const text = fault.includes(label) ? fault : `${label} — ${fault}`;
          return make(
            'li',
            {},
            make('button', { type: 'button', onclick: () => this.#rows.get(path)?.focus() }, text),
          );
        }),
      ),
    );
    return valid;
  }
}

customElements.define('qudao-form', QudaoForm);
