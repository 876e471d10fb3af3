// The page around the form: keeps what was typed on this machine, and shows what would be sent.
import './qudao-form.js';

const form = /** @type {import('./qudao-form.js').QudaoForm} */ (
  document.querySelector('qudao-form')
);
const sent = /** @type {HTMLElement} */ (document.querySelector('#sent'));
const shown = /** @type {HTMLElement} */ (sent.querySelector('pre'));

const key = `draft of ${form.getAttribute('src') ?? ''}`;
form.record = JSON.parse(localStorage.getItem(key) ?? '{}');

// What rules read besides the fields, and the rows of look-ups: from wherever this page has them.
form.context = await (await fetch('context.json')).json();

form.addEventListener('change', () => {
  localStorage.setItem(key, JSON.stringify(form.data()));
});

form.addEventListener('submit', (event) => {
  const { submission } = /** @type {CustomEvent} */ (/** @type {Event} */ (event)).detail;
  shown.textContent = JSON.stringify(submission, null, 2);
  sent.hidden = false;
  sent.focus();
});

// From the second visit on the page opens without a connection.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('service-worker.js');
