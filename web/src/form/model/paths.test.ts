import { describe, expect, it } from 'vitest';
import type { FieldDefinition, FormDefinition } from './definition';
import { cellOf, displayOrder, keyOf, ownerOf, rootOf, shifted } from './paths';

const label = { 'zh-CN': '', en: '' };
const text: FieldDefinition = { label, kind: 'text' };

describe('paths', () => {
  it.each([
    ['lines/2/amount', { repeat: 'lines', row: 2, column: 'amount' }],
    ['lines', undefined],
    ['lines/2', undefined],
    ['lines/x/amount', undefined],
    ['lines/2/files/0', undefined],
  ])('%s is a cell or none', (path, cell) => {
    expect(cellOf(path)).toEqual(cell);
  });

  it('know the field of the definition and that of the record', () => {
    expect([keyOf('lines/2/amount'), rootOf('lines/2/amount')]).toEqual(['amount', 'lines']);
    expect([keyOf('total'), rootOf('total')]).toEqual(['total', 'total']);
  });

  it.each([
    ['lines/0/a', -1, 'lines/0/a'],
    ['lines/1/a', -1, undefined],
    ['lines/2/a', -1, 'lines/1/a'],
    ['lines/0/a', 1, 'lines/0/a'],
    ['lines/1/a', 1, 'lines/2/a'],
    ['others/2/a', -1, 'others/2/a'],
    ['total', -1, 'total'],
  ] as const)('%s moves by %i when row 1 goes or comes', (path, by, to) => {
    expect(shifted(path, 'lines', 1, by)).toBe(to);
  });

  it('come in the order of the page: a repeat before its rows', () => {
    const definition: FormDefinition = {
      entity: 'test',
      version: 1,
      label,
      sections: [
        { id: 'one', label, fields: ['a', 'lines'] },
        { id: 'two', label, fields: ['z'] },
      ],
      fields: {
        a: text,
        lines: { label, kind: 'repeat', fields: ['x', 'y'] },
        x: text,
        y: text,
        z: text,
      },
    };
    expect(displayOrder(definition, () => 2)).toEqual(
      'a lines lines/0/x lines/0/y lines/1/x lines/1/y z'.split(' '),
    );
  });

  it.each([
    ['attachments', 'attachments'],
    ['/attachments', 'attachments'],
    ['/data/attachments/0/type', 'attachments'],
    ['attachments.0.type', 'attachments'],
    ['attachments[0].type', 'attachments'],
    ['/data/lines/1/files/0/type', 'lines/1/files'],
    ['lines/1/x', 'lines/1/x'],
    ['lines/1', 'lines'],
    ['lines/7/x', 'lines'],
    ['', ''],
  ])('a violation at %s belongs to %s', (path, owner) => {
    const known = new Set(['attachments', 'lines', 'lines/1/x', 'lines/1/files']);
    expect(ownerOf(path, (candidate) => known.has(candidate))).toBe(owner);
  });
});
