import { expect, it } from 'vitest';
import { inOrder } from './told_order';

it('goes through a workbook sheet by sheet, row by row, and leaves the rest as it is', () => {
  const cells = [
    'rules!A2',
    'survey!B10',
    'survey!AA3',
    'survey!B3',
    'survey',
    undefined,
    'settings!B2',
  ];
  expect(inOrder(cells.map((cell) => (cell ? { cell } : {}))).map(({ cell }) => cell)).toEqual([
    undefined,
    'settings!B2',
    'survey',
    'survey!B3',
    'survey!AA3',
    'survey!B10',
    'rules!A2',
  ]);
  const paths: { path: string; cell?: string }[] = [{ path: '/b' }, { path: '/a' }];
  expect(inOrder(paths)).toEqual(paths);
});
