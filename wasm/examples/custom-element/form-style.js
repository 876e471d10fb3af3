/** The look of the element; constructed, so that a strict style-src does not mind. */
export const formStyle = new CSSStyleSheet();
formStyle.replaceSync(`
  :host { display: block; }
  * { box-sizing: border-box; }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
  h2 { font-size: 1.125rem; margin: 0; }
  .progress { display: flex; align-items: center; gap: .75rem; margin: 0 0 1rem; }
  progress { flex: 1; height: .5rem; accent-color: #0b5cad; }
  .section, .summary, details {
    background: #fff; border: 1px solid #d5dbe3; border-radius: 8px; padding: 1rem; margin: 0 0 1rem;
  }
  .section > header { display: flex; justify-content: space-between; gap: 1rem; margin-bottom: 1rem; }
  .letter { white-space: pre-line; }
  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem 1.5rem; }
  .field { min-width: 0; border: 0; margin: 0; padding: 0; }
  .field.wide { grid-column: 1 / -1; }
  .field[hidden] { display: none; }
  .line { border: 1px solid #d5dbe3; border-radius: 6px; padding: .75rem 1rem 1rem; margin: 0 0 .75rem; }
  .line > header { display: flex; justify-content: space-between; gap: 1rem; margin-bottom: .5rem; }
  .label { display: block; padding: 0; font-weight: 600; margin-bottom: .25rem; overflow-wrap: anywhere; }
  .mark { font-weight: 400; color: #545f6e; }
  .body { display: flex; align-items: center; gap: .5rem; flex-wrap: wrap; }
  input:not([type=checkbox]), select, textarea {
    flex: 1; min-width: 0; width: 100%; font: inherit; color: inherit; background: #fff;
    border: 1px solid #76808f; border-radius: 6px; padding: .4rem .6rem; min-height: 2.5rem;
  }
  textarea { min-height: 6rem; }
  input:read-only:not([type=checkbox]), :disabled { background: #eef1f4; color: #454f5d; opacity: 1; }
  input[type=checkbox] { width: 1.25rem; height: 1.25rem; margin: 0; accent-color: #0b5cad; }
  .tick { display: inline-flex; align-items: center; gap: .5rem; margin-right: 1rem; min-height: 2rem; }
  [aria-invalid=true] { border-color: #b3261e !important; outline-color: #b3261e; }
  :focus-visible { outline: 3px solid #0b5cad; outline-offset: 1px; }
  .hint, .note { color: #545f6e; font-size: .875rem; margin: .25rem 0 0; }
  .note { color: #7a4b00; }
  .errors { color: #b3261e; font-size: .875rem; margin: .25rem 0 0; padding: 0; list-style: none; }
  .summary { border-color: #b3261e; }
  .summary ul { margin: .5rem 0 0; padding-left: 1.25rem; }
  button { font: inherit; cursor: pointer; border-radius: 6px; }
  .summary button { border: 0; background: none; padding: 0; color: #0b5cad; text-decoration: underline; text-align: left; }
  .submit { border: 0; background: #0b5cad; color: #fff; padding: .6rem 1.5rem; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);
