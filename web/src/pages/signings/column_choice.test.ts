import { describe, expect, it } from 'vitest';
import { initialChoice, loadChoice, saveChoice, shownColumns, toggle } from './column_choice';

const options = [
  { key: 'number', fixed: true },
  { key: 'title' },
  { key: 'created_at', initiallyHidden: true },
];
const keys = (choice: { hidden: string[] }) =>
  shownColumns(choice, options).map((option) => option.key);

describe('column choice', () => {
  it('starts without the columns that are initially hidden', () => {
    expect(keys(initialChoice(options))).toEqual(['number', 'title']);
  });

  it('toggles, keeps the order of the list and never loses the fixed column', () => {
    const shown = toggle(initialChoice(options), 'created_at');
    expect(keys(shown)).toEqual(['number', 'title', 'created_at']);
    expect(keys(toggle(toggle(shown, 'title'), 'number'))).toEqual(['number', 'created_at']);
  });

  it('comes back from storage', () => {
    const stored = new Map<string, string>();
    saveChoice({ setItem: (k, v) => stored.set(k, v) }, 'signing', { hidden: ['title'] });
    const choice = loadChoice({ getItem: (k) => stored.get(k) ?? null }, 'signing', options);
    expect(keys(choice)).toEqual(['number', 'created_at']);
  });

  it.each(['', 'nonsense', '{"hidden":1}', '[1,2]', 'null'])(
    'unreadable storage is no choice: %s',
    (text) => {
      expect(keys(loadChoice({ getItem: () => text }, 'signing', options))).toEqual([
        'number',
        'title',
      ]);
    },
  );

  it('storage that refuses does not break the page', () => {
    const refuse = () => {
      throw new Error('QuotaExceededError');
    };
    expect(() => saveChoice({ setItem: refuse }, 'signing', { hidden: [] })).not.toThrow();
    expect(keys(loadChoice({ getItem: refuse }, 'signing', options))).toEqual(['number', 'title']);
  });
});
