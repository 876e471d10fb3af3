// One field on the page: label, control, and everything there is to say about it, tied together for screen readers.
import { controlFor, make } from './controls.js';

/**
 * @typedef {import('./controls.js').FieldState} FieldState
 * @typedef {import('./controls.js').Json} Json
 * @typedef {{ showErrors: boolean, cleared: string, labelOf: (path: string) => string }} Telling
 */

const wide = new Set(['multiline', 'choices', 'attachments']);

export class Row {
  #control;
  #words;
  #mark = make('span', { className: 'mark' });
  #hint;
  #note;
  #errors;

  /**
   * @param {string} path
   * @param {import('./controls.js').Field} field
   * @param {import('./controls.js').Source} source
   * @param {{ answer: (value: Json) => void, leave: () => void }} on
   */
  constructor(path, field, source, { answer, leave }) {
    this.#words = source.words;
    this.#control = controlFor(field, source, answer);
    const id = `field-${path}`;
    this.#hint = make('p', { className: 'hint', id: `${id}-hint` }, source.text(field.hint));
    this.#note = make('p', { className: 'note', id: `${id}-note` });
    this.#errors = make('ul', { className: 'errors', id: `${id}-errors` });
    const { input, body, group } = this.#control;
    const label = [source.text(field.label), this.#mark];
    const below = [body, this.#hint, this.#note, this.#errors];
    /** What shows and hides. @type {HTMLElement} */
    this.root = group
      ? make('fieldset', { id }, make('legend', { className: 'label' }, ...label), ...below)
      : make('div', {}, make('label', { className: 'label', htmlFor: id }, ...label), ...below);
    if (!group) input.id = id;
    this.root.className = wide.has(field.kind) ? 'field wide' : 'field';
    this.root.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && this.root.contains(event.relatedTarget)) return;
      leave();
    });
  }

  /** @param {FieldState} state @param {Telling} telling */
  show(state, { showErrors, cleared, labelOf }) {
    this.root.hidden = !state.relevant;
    this.#control.show(state);
    const words = this.#words;
    const mark = state.calculated ? words.calculated : state.required ? words.required : '';
    this.#mark.textContent = mark && ` (${mark})`;
    const waits = state.waits_for.map(labelOf).join(words.comma);
    this.#note.textContent = waits ? words.first(waits) : cleared;
    // What it waits for is said by the note.
    const faults = showErrors ? state.violations.filter(({ code }) => code !== 'waits') : [];
    this.#errors.replaceChildren(
      ...faults.map(({ code, message }) => make('li', {}, message ?? code)),
    );
    this.#describe();
    const { input, group } = this.#control;
    if (group) return;
    input.ariaRequired = String(state.required && !state.calculated);
    input.ariaInvalid = String(faults.length > 0);
  }

  /** Moves the focus here. */
  focus() {
    const { input, group } = this.#control;
    const target = group ? (this.root.querySelector('input') ?? this.root) : input;
    if (target === this.root) this.root.tabIndex = -1;
    target.focus();
  }

  #describe() {
    const parts = [this.#hint, this.#note, this.#errors].filter((part) => {
      part.hidden = part.textContent === '';
      return !part.hidden;
    });
    const { input, group } = this.#control;
    const described = group ? this.root : input;
    if (parts.length === 0) described.removeAttribute('aria-describedby');
    else described.setAttribute('aria-describedby', parts.map(({ id }) => id).join(' '));
  }
}
