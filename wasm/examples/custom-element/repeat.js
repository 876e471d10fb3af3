// Rows of answers: each a group of the fields of its columns, with a button that takes it out; one below adds another. Rows have
// no names, their place is their path: when one goes those behind it move up, so all are drawn anew.
import { make } from './controls.js';

/**
 * @typedef {import('./controls.js').FieldState} FieldState
 * @typedef {import('./row.js').Row} Row
 * @typedef {import('./row.js').Telling} Telling
 * @typedef {{
 *   cells: (row: number) => Row[], add: () => void, remove: (row: number) => void, undo: () => void, leave: () => void,
 * }} Doing `cells` makes those of a row and shows them.
 */

export class Repeat {
  #words;
  #doing;
  #most;
  #mark = make('span', { className: 'mark' });
  #lines = make('div');
  #errors;
  #hint;
  #add = make('button', { type: 'button' });
  #note = make('span', { role: 'status' });
  #undo = make('button', { type: 'button', hidden: true });
  /** @type {Row[][]} */ #cells = [];

  /**
   * @param {string} path
   * @param {import('./controls.js').Field} field
   * @param {import('./controls.js').Source} source
   * @param {Doing} doing
   */
  constructor(path, field, source, doing) {
    this.#words = source.words;
    this.#doing = doing;
    this.#most = field.max_rows ?? Infinity;
    const id = `field-${path}`;
    this.#errors = make('ul', { className: 'errors', id: `${id}-errors` });
    this.#hint = make('p', { className: 'hint', id: `${id}-hint` }, source.text(field.hint));
    this.#add.append(source.words.add_row);
    this.#undo.append(source.words.undo);
    this.#add.addEventListener('click', () => doing.add());
    this.#undo.addEventListener('click', () => doing.undo());
    /** What shows and hides. */
    this.root = make(
      'fieldset',
      { id, className: 'field wide', tabIndex: -1 },
      make('legend', { className: 'label' }, source.text(field.label), this.#mark),
      this.#lines,
      make('div', { className: 'body' }, this.#add, this.#note, this.#undo),
      this.#hint,
      this.#errors,
    );
    this.root.setAttribute('aria-describedby', `${id}-hint ${id}-errors`);
    this.root.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && this.root.contains(event.relatedTarget)) return;
      doing.leave();
    });
  }

  /** @param {FieldState} state @param {Telling} telling */
  show(state, { showErrors }) {
    const rows = state.rows ?? 0;
    this.root.hidden = !state.relevant;
    this.#mark.textContent = state.required ? ` (${this.#words.required})` : '';
    this.#hint.hidden = this.#hint.textContent === '';
    const locked = state.readonly || state.waits_for.length > 0;
    this.#add.hidden = locked;
    this.#add.disabled = rows >= this.#most;
    const faults = showErrors ? state.violations : [];
    this.#errors.hidden = faults.length === 0;
    this.#errors.replaceChildren(
      ...faults.map(({ code, message }) => make('li', {}, message ?? code)),
    );
    if (rows !== this.#cells.length) this.#draw(rows);
    for (const remove of this.#lines.querySelectorAll('header button'))
      if (remove instanceof HTMLButtonElement) remove.hidden = locked;
  }

  /** Says which row went, and offers to put it back; without one, no longer. @param {number} [row] */
  tellRemoved(row) {
    this.#undo.hidden = row === undefined;
    this.#note.textContent = row === undefined ? '' : this.#words.removed_row(row + 1);
  }

  /** Moves the focus into a row, or the last before it, or to the button that adds one. @param {number} [row] */
  focus(row = 0) {
    const cells = this.#cells[Math.min(row, this.#cells.length - 1)];
    if (cells?.[0]) cells[0].focus();
    else this.#add.focus();
  }

  /** @param {number} rows */
  #draw(rows) {
    this.#cells = Array.from({ length: rows }, (_, row) => this.#doing.cells(row));
    this.#lines.replaceChildren(
      ...this.#cells.map((cells, row) => {
        const title = make('span', {}, this.#words.row(row + 1));
        const remove = make('button', {
          type: 'button',
          textContent: this.#words.remove_row(row + 1),
          onclick: () => this.#doing.remove(row),
        });
        const line = make(
          'div',
          { className: 'line', role: 'group', ariaLabel: this.#words.row(row + 1) },
          make('header', {}, title, remove),
          make('div', { className: 'fields' }, ...cells.map((cell) => cell.root)),
        );
        return line;
      }),
    );
  }
}
