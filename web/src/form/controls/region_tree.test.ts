import { describe, expect, it } from 'vitest';
import type { ChoiceItem } from '../model/definition';
import { regionTree } from './region_tree';

const item = (code: string, parent?: string): ChoiceItem => ({
  code,
  label: { 'zh-CN': code, en: code },
  ...(parent === undefined ? {} : { parent }),
});

describe('regionTree', () => {
  const tree = regionTree(
    [item('320000'), item('320500', '320000'), item('320100', '320000'), item('110000')],
    '2026-01-05',
    (region) => region.label.en,
  );

  it('hangs cities below their province, in the order given', () => {
    expect(tree.options.map((option) => option.value)).toEqual(['320000', '110000']);
    expect(tree.options[0]?.children?.map((city) => city.value)).toEqual(['320500', '320100']);
    expect(tree.options[1]?.children).toBeUndefined();
  });

  it('leaves out what is retired, past, or not there yet', () => {
    const some = [
      { ...item('1'), valid_to: '2026-01-04' },
      { ...item('2'), valid_to: '2026-01-05' },
      { ...item('3'), valid_from: '2026-01-05' },
      { ...item('4'), valid_from: '2026-01-06' },
      { ...item('5'), retired: true },
    ];
    const { options } = regionTree(some, '2026-01-05', (region) => region.code);
    expect(options.map(({ value }) => value)).toEqual(['2', '3']);
  });

  it.each([
    ['320500', ['320000', '320500']],
    ['110000', ['110000']],
    ['', []],
    ['somewhere', ['somewhere']],
  ])('finds the way to %s', (code, path) => {
    expect(tree.pathTo(code)).toEqual(path);
  });
});
