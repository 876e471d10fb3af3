import { describe, expect, it } from 'vitest';
import type { Answer, Locale } from '../../api';
import type { Bundle, FieldDefinition } from './definition';
import { displayValue } from './display';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const label = text('字段', 'Field');
const bundle: Bundle = {
  definition: { entity: 'test', version: 1, label, sections: [], fields: {} },
  dictionaries: {
    signing_type: { label, items: [{ code: 'AA', label: text('经销商', 'Dealer') }] },
    region: {
      label,
      items: [
        { code: '320000', label: text('江苏省', 'Jiangsu') },
        { code: '320500', parent: '320000', label: text('苏州市', 'Suzhou') },
      ],
    },
  },
  texts: {},
};
const products = [
  { code: 'SV', label: text('服务器', 'Servers') },
  { code: 'STR', label: text('存储', 'Storage') },
];
const fields = {
  type: { label, kind: 'choice', choices: { dictionary: 'signing_type' } },
  products: { label, kind: 'choices', choices: { list: products } },
  city: { label, kind: 'region' },
  manager: { label, kind: 'lookup', lookup: { entity: 'manager', columns: [] } },
  turnover: { label, kind: 'money', unit: text('万元', '× CNY 10,000') },
  accepted: { label, kind: 'boolean' },
  note: { label, kind: 'text' },
} satisfies Record<string, FieldDefinition>;

const cases: [keyof typeof fields, Answer | undefined, string, string][] = [
  ['type', 'AA', '经销商', 'Dealer'],
  ['type', 'gone', 'gone', 'gone'],
  ['products', ['SV', 'STR'], '服务器、存储', 'Servers, Storage'],
  ['products', [], '', ''],
  ['city', '320500', '江苏省 / 苏州市', 'Jiangsu / Suzhou'],
  ['city', '320000', '江苏省', 'Jiangsu'],
  ['manager', 'm1', '李娜', '李娜'],
  ['turnover', 1234567.5, '1,234,567.5 万元', '1,234,567.5 × CNY 10,000'],
  ['turnover', undefined, '', ''],
  ['accepted', true, '是', '是'],
  ['note', 'as it is', 'as it is', 'as it is'],
];

describe('an answer as a person reads it', () => {
  const lookups = { manager: { m1: { name: '李娜' } } };
  const words = { yes: '是', no: '否' };
  it.each(cases)('%s %j', (key, value, zh, en) => {
    const shown = (locale: Locale) =>
      displayValue(fields[key], value, { bundle, locale, lookups, words });
    expect([shown('zh-CN'), shown('en')]).toEqual([zh, en]);
  });
});
