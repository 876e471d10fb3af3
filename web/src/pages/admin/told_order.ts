/** In which order a person who mends a workbook walks through it: sheet by sheet, row by row. */
import type { Told } from './admin_api';

const sheets = ['settings', 'survey', 'choices', 'rules', 'extra'];

/** [sheet, row, column]; what is about no cell, or about a whole sheet, comes before its cells. */
function placeOf(cell: string | undefined): [number, number, number] {
  const [sheet = '', name = ''] = (cell ?? '').split('!');
  const [, letters = '', row = '0'] = /^([A-Z]+)(\d+)$/.exec(name) ?? [];
  const column = Array.from(letters).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return [sheets.indexOf(sheet), Number(row), column];
}

export function inOrder<T extends Pick<Told, 'cell'>>(told: readonly T[]): T[] {
  return told
    .map((one) => ({ one, place: placeOf(one.cell) }))
    .sort(
      ({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2], // and as it was
    )
    .map(({ one }) => one);
}
