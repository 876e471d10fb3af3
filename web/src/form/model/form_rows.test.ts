// Rows in a form: what the page knows of cells stays with their row while others come and go.
import { loadCore } from '@qudao/core';
import type { Definition } from '@qudao/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordData } from '../../api';
import type { Bundle } from './definition';
import type { FormStore } from './form_store';
import { Explainer } from '../why/explainer';
import { openForm } from './open_form';

const label = (value: string) => ({ 'zh-CN': value, en: value });
const bundle = {
  definition: {
    entity: 'order',
    version: 1,
    label: label('Order'),
    sections: [{ id: 'all', label: label('All'), fields: ['lines', 'total'] }],
    fields: {
      lines: {
        label: label('Lines'),
        kind: 'repeat',
        fields: ['product', 'amount'],
        min_rows: 1,
        max_rows: 4,
        required: true,
      },
      product: { label: label('Product'), kind: 'text', required: true },
      amount: { label: label('Amount'), kind: 'money', min: 0 },
      total: { label: label('Total'), kind: 'money', calculate: 'amount.sum()' },
    },
  },
  dictionaries: {},
  texts: {},
} as unknown as Bundle;

let compiled: Definition;
beforeAll(async () => {
  compiled = (await loadCore()).openDefinition(bundle);
});

const three: RecordData = {
  lines: [{ product: 'a', amount: 1 }, { product: 'b', amount: 2 }, { amount: 3 }],
};
const open = (record: RecordData = three) =>
  openForm({ definition: { bundle, compiled }, record, values: {}, locale: 'en' });
const shown = (store: FormStore, path: string) => store.view(path).shown.map(({ code }) => code);

describe('rows', () => {
  it('are added at the end, up to the most there may be', () => {
    const store = open();
    const names = store.rowNames('lines');
    expect(store.addRow('lines')).toBe(true);
    expect(store.rowNames('lines').slice(0, 3)).toEqual(names);
    store.set('lines/3/amount', '4.5');
    expect(store.view('total').state.value).toBe(10.5);
    expect(shown(store, 'lines/3/product')).toEqual([]); // nobody was there yet
    store.addRow('lines');
    expect(shown(store, 'lines')).toEqual(['rows.too_many']);
  });

  it('keep what is known of them when one before them goes, and when it comes back', async () => {
    const store = open();
    const [first, second, third] = store.rowNames('lines');
    store.touch('lines/2/product');
    store.setBusy('lines/2/amount', true);
    store.set('lines/1/amount', '-2');
    expect(shown(store, 'lines/2/product')).toEqual(['required']);

    store.removeRow('lines', 0);
    expect(store.rowNames('lines')).toEqual([second, third]);
    expect(store.rowsOf('lines')).toBe(2);
    expect(store.has('lines/2/product')).toBe(false);
    expect(store.view('lines/0/amount').state.value).toBe(-2);
    expect(shown(store, 'lines/0/amount')).toEqual(['min']);
    expect(shown(store, 'lines/1/product')).toEqual(['required']);
    expect(store.isBusy).toBe(true);
    store.removeRow('lines', 1);
    expect(store.isBusy).toBe(false);
    expect(store.lastRemoved('lines')).toMatchObject({ row: 1, answers: { amount: 3 } });

    store.set('lines/0/amount', '7'); // typed meanwhile: stays
    store.restoreRow('lines');
    expect(store.data().lines).toEqual([{ product: 'b', amount: 7 }, { amount: 3 }]);
    expect(shown(store, 'lines/1/product')).toEqual(['required']);
    expect(store.lastRemoved('lines')).toBeUndefined();
    expect(store.rowNames('lines')[0]).toBe(second);
    expect([first, second, third]).not.toContain(store.rowNames('lines')[1]);
    // "Why?" is answered by another session, which went the same way.
    const explainer = await Explainer.load();
    expect(explainer.session(store).states()).toEqual(store.session.states());
    const { reasons } = explainer.explain(store, 'lines/1/product');
    expect(reasons.map(({ about }) => about)).toEqual(['required', 'violation']);
  });

  it('that are too few are blamed once the person was there; counted as missing', () => {
    const store = open({});
    expect(shown(store, 'lines')).toEqual([]);
    store.addRow('lines');
    store.removeRow('lines', 0);
    expect(shown(store, 'lines')).toEqual(['required']);
    expect(store.getOverview().sections[0]).toMatchObject({ missing: 1, wrong: 0 });
  });

  it('are part of the faults, in the order of the page', () => {
    const store = open();
    store.set('lines/0/amount', '-1');
    store.validateAll();
    expect(store.shownViolations().map(({ path }) => path)).toEqual([
      'lines/0/amount',
      'lines/2/product',
    ]);
    expect(store.getOverview().sections[0]).toMatchObject({ missing: 1, wrong: 1 });
    expect(
      store.setServerViolations([
        { code: 'x', path: '/data/lines/1/product', params: {} },
        { code: 'y', path: '/data/lines/9/product', params: {} },
      ]),
    ).toEqual([]);
    expect(shown(store, 'lines/1/product')).toEqual(['x']);
    expect(shown(store, 'lines')).toEqual(['y']);
    store.removeRow('lines', 0);
    expect(shown(store, 'lines/0/product')).toEqual(['x']);
  });

  it('know their siblings', () => {
    const store = open();
    expect(store.beside('lines/1/amount', 'product')).toBe('lines/1/product');
    expect(store.beside('lines/1/amount', 'total')).toBe('total');
    expect(store.beside('total', 'amount')).toBe('amount');
  });
});
