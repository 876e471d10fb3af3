import { describe, expect, it } from 'vitest';
import { areaOf } from './area';

interface Texts {
  [key: string]: string | Texts;
}
const files = import.meta.glob<Texts>('../**/locales/*.json', { eager: true, import: 'default' });
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

const byArea = new Map(Object.entries(files).map(([file, texts]) => [areaOf(file), texts]));
const areas = [...new Set([...byArea.keys()].map((key) => key.split('/')[0] ?? ''))];

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`).forEach((text, path) => flat.set(path, text));
  }
  return flat;
}

// English has a singular, Chinese has not: the plural forms count as one key.
const stem = (key: string) => key.replace(/_(one|other)$/, '');
const parameters = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]))].sort();

describe.each(areas)('texts of %s', (area) => {
  const chinese = flatten(byArea.get(`${area}/zh-CN`) ?? {});
  const english = flatten(byArea.get(`${area}/en`) ?? {});

  it('has the same keys in both languages', () => {
    expect([...new Set([...english.keys()].map(stem))].sort()).toEqual(
      [...new Set([...chinese.keys()].map(stem))].sort(),
    );
  });

  it('has no empty text, and the same parameters in both', () => {
    for (const [key, text] of english) {
      expect(text, key).not.toBe('');
      const other = chinese.get(key) ?? chinese.get(stem(key)) ?? '';
      if (!key.endsWith('_one')) expect(parameters(other), key).toEqual(parameters(text));
    }
  });
});

describe('texts that the source asks for', () => {
  it('exist', () => {
    const missing: string[] = [];
    for (const [file, source] of Object.entries(sources)) {
      const namespaces = [...source.matchAll(/useTranslation\(\s*\[?'(\w+)'/g)].map((m) => m[1]);
      const home = namespaces.length === 1 ? namespaces[0] : undefined;
      for (const match of source.matchAll(/\bt\(\s*'([\w.:-]+)'/g)) {
        const key = match[1] ?? '';
        const [area, name] = key.includes(':') ? key.split(':') : [home, key];
        if (!area || !name) continue;
        const texts = flatten(byArea.get(`${area}/zh-CN`) ?? {});
        if (![...texts.keys()].some((known) => stem(known) === name))
          missing.push(`${file} ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
