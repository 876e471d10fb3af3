// One control per kind of field, all of them the browser's own. A control shows the state core gives it and hands on what
// was typed; what that means, only core knows.

/**
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').Json} Json
 * @typedef {import('./node_modules/@qudao/core/dist/browser.js').FieldState} FieldState
 * @typedef {import('./words.js').Words} Words
 * @typedef {Record<string, string>} Texts
 * @typedef {{ code: string, label: Texts, parent?: string, retired?: boolean, valid_from?: string,
 *   valid_to?: string }} Item
 * @typedef {{ dictionary?: string, list?: Item[], expression?: string }} Choices
 * @typedef {{
 *   label: Texts, hint?: Texts, kind: string, unit?: Texts, must_accept?: boolean, choices?: Choices,
 *   lookup?: { entity: string, columns?: string[] }, fields?: string[], max_rows?: number,
 * }} Field
 * @typedef {{
 *   items: (name: string) => Item[], rows: (entity: string) => Record<string, Record<string, Json>>,
 *   text: (texts: Texts | undefined) => string, words: Words,
 * }} Source What a control draws from.
 * @typedef {{
 *   body: HTMLElement, input: HTMLElement, group?: boolean, show: (state: FieldState) => void,
 * }} Control `input` takes the label, the focus and the descriptions; of a group, its fieldset does.
 * @typedef {(field: Field, source: Source, answer: (value: Json) => void) => Control} Maker
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const isLocked = (/** @type {FieldState} */ { readonly, calculated, waits_for: waits }) =>
  readonly || calculated || waits.length > 0;

const textOf = (/** @type {Json} */ value) =>
  value === null || typeof value === 'object' ? '' : String(value);

/** Stored in UTC, shown on this machine's clock, as `datetime-local` wants it. */
function localTime(/** @type {Json} */ value) {
  const moment = new Date(textOf(value));
  if (Number.isNaN(moment.getTime())) return '';
  const shifted = moment.getTime() - moment.getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}

/** @type {Maker} */
function typed(field, source, answer) {
  const input = field.kind === 'multiline' ? make('textarea') : make('input');
  if (input instanceof HTMLInputElement) {
    const types = /** @type {Record<string, string>} */ ({
      date: 'date',
      datetime: 'datetime-local',
      email: 'email',
      url: 'url',
      mobile: 'tel',
      phone: 'tel',
      landline: 'tel',
    });
    input.type = types[field.kind] ?? 'text';
    // Not type=number: core reads "1,200.50" and "１，２００", and says what is none.
    if (field.kind === 'integer') input.inputMode = 'numeric';
    if (field.kind === 'decimal' || field.kind === 'money') input.inputMode = 'decimal';
  }
  input.autocomplete = 'off';
  const shown = field.kind === 'datetime' ? localTime : textOf;
  input.addEventListener('input', () => answer(input.value === '' ? null : input.value));
  const unit = source.text(field.unit);
  return {
    body: make(
      'div',
      { className: 'body' },
      input,
      ...(unit === '' ? [] : [make('span', {}, unit)]),
    ),
    input,
    show(state) {
      // Whoever types is not interrupted; the canonical form appears when they leave the field.
      if (!input.matches(':focus')) input.value = shown(state.value);
      input.readOnly = isLocked(state);
    },
  };
}

/** @type {Maker} */
function tick(_field, source, answer) {
  const input = make('input', { type: 'checkbox' });
  input.addEventListener('change', () => answer(input.checked));
  return {
    body: make(
      'div',
      { className: 'body' },
      input,
      make('span', { ariaHidden: 'true' }, source.words.yes),
    ),
    input,
    show(state) {
      input.checked = state.value === true;
      input.disabled = isLocked(state);
    },
  };
}

/**
 * The items a field offers now; an answer that is not among them is shown all the same.
 * @param {Item[]} items
 * @param {FieldState} state
 * @returns {Item[]}
 */
function offered(items, { choices, value }) {
  const codes = choices ?? items.filter((item) => !item.retired).map((item) => item.code);
  const held = (Array.isArray(value) ? value : [value]).filter((code) => typeof code === 'string');
  return [...new Set([...codes, ...held])].map(
    (code) => items.find((item) => item.code === code) ?? { code, label: { 'zh-CN': code } },
  );
}

/**
 * Of items core tells no choices of.
 * @param {Item} item
 * @param {string} day YYYY-MM-DD, as its period
 */
function isOffered(item, day) {
  const { retired = false, valid_from: from = day, valid_to: to = day } = item;
  return !retired && from <= day && day <= to;
}

/** @param {Field} field @param {Source} source */
function itemsOf({ choices }, source) {
  return choices?.list ?? (choices?.dictionary ? source.items(choices.dictionary) : []);
}

/**
 * A select whose options are made anew when they changed.
 * @param {Source} source
 * @param {(value: Json) => void} answer
 * @param {(state: FieldState) => { group: string, code: string, label: string }[]} optionsOf
 * @returns {Control}
 */
function select(source, answer, optionsOf) {
  const input = make('select');
  let drawn = '';
  const draw = (/** @type {ReturnType<typeof optionsOf>} */ options) => {
    if (JSON.stringify(options) === drawn) return;
    drawn = JSON.stringify(options);
    input.replaceChildren(make('option', { value: '' }, source.words.choose));
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map([['', input]]);
    for (const { group, code, label } of options) {
      const parent = groups.get(group) ?? make('optgroup', { label: group });
      if (!groups.has(group)) input.append(parent);
      groups.set(group, parent);
      parent.append(make('option', { value: code }, label));
    }
  };
  input.addEventListener('change', () => answer(input.value === '' ? null : input.value));
  return {
    body: make('div', { className: 'body' }, input),
    input,
    show(state) {
      draw(optionsOf(state));
      input.value = textOf(state.value);
      input.disabled = isLocked(state);
    },
  };
}

/** @type {Maker} */
function choice(field, source, answer) {
  const items = itemsOf(field, source);
  return select(source, answer, (state) =>
    offered(items, state).map(({ code, label }) => ({
      group: '',
      code,
      label: source.text(label),
    })),
  );
}

/** Cities below the names of what they lie in: every level but the last is a group. @type {Maker} */
function region(_field, source, answer) {
  const items = new Map(source.items('region').map((item) => [item.code, item]));
  const parents = new Set([...items.values()].map(({ parent }) => parent));
  const above = (/** @type {Item} */ item) => {
    const names = [];
    for (let up = items.get(item.parent ?? ''); up; up = items.get(up.parent ?? ''))
      names.unshift(source.text(up.label));
    return names.join(' / ');
  };
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 10);
  const options = [...items.values()]
    .filter((item) => !parents.has(item.code) && isOffered(item, today))
    .map((item) => ({ group: above(item), code: item.code, label: source.text(item.label) }));
  return select(source, answer, () => options);
}

/** @type {Maker} */
function lookup(field, source, answer) {
  const rows = Object.entries(source.rows(field.lookup?.entity ?? ''));
  const options = rows.map(([code, row]) => {
    const columns = field.lookup?.columns ?? Object.keys(row);
    const label = columns.map((name) => textOf(row[name] ?? null)).filter((text) => text !== '');
    return { group: '', code, label: label.join(' · ') || code };
  });
  const control = select(source, answer, ({ value }) => {
    const code = textOf(value);
    const known = code === '' || options.some((option) => option.code === code);
    return known ? options : [...options, { group: '', code, label: code }];
  });
  if (rows.length === 0)
    control.body.append(make('span', { className: 'hint' }, source.words.no_rows));
  return control;
}

/** @type {Maker} */
function choices(field, source, answer) {
  const items = itemsOf(field, source);
  const body = make('div', { className: 'body' });
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const read = () => {
    const codes = [...boxes].filter(([, box]) => box.checked).map(([code]) => code);
    answer(codes.length === 0 ? null : codes);
  };
  return {
    body,
    input: body,
    group: true,
    show(state) {
      const now = offered(items, state);
      if (now.map(({ code }) => code).join() !== [...boxes.keys()].join()) {
        boxes.clear();
        for (const { code } of now)
          boxes.set(code, make('input', { type: 'checkbox', onchange: read }));
        body.replaceChildren(
          ...now.map(({ code, label }) =>
            make('label', { className: 'tick' }, boxes.get(code) ?? '', source.text(label)),
          ),
        );
      }
      const held = Array.isArray(state.value) ? state.value : [];
      for (const [code, box] of boxes) {
        box.checked = held.includes(code);
        box.disabled = isLocked(state);
      }
    },
  };
}

/** Files need somewhere to go: the page around the form brings them with `set`. @type {Maker} */
function attachments(_field, source) {
  const list = make('span');
  return {
    body: make(
      'div',
      { className: 'body' },
      list,
      make('span', { className: 'hint' }, source.words.attachments),
    ),
    input: list,
    group: true,
    show({ value }) {
      const files = Array.isArray(value) ? value : [];
      const names = files.map((file) =>
        file !== null && typeof file === 'object' && !Array.isArray(file)
          ? textOf(file.file_name ?? null)
          : '',
      );
      list.textContent = names.join(source.words.comma) || source.words.none;
    },
  };
}

/** @type {Record<string, Maker>} */
const makers = { boolean: tick, choice, choices, region, lookup, attachments };

/** @type {Maker} */
export function controlFor(field, source, answer) {
  return (makers[field.kind] ?? typed)(field, source, answer);
}
