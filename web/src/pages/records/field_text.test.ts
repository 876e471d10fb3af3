import { describe, expect, it } from 'vitest';
import type { Locale } from '../../api';
import { fieldLabel, fieldText, type BundleShape } from './field_text';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const bundle: BundleShape = {
  definition: {
    entity: 'signing',
    label: text('渠道签约', 'Channel signing'),
    fields: {
      signing_type: {
        label: text('签约类型', 'Signing type'),
        kind: 'choice',
        choices: { dictionary: 'signing_type' },
      },
      products: {
        label: text('合作产品', 'Products'),
        kind: 'choices',
        choices: {
          list: [
            { code: 'SV', label: text('服务器', 'Servers') },
            { code: 'STR', label: text('存储', 'Storage') },
          ],
        },
      },
      city: { label: text('所属城市', 'City'), kind: 'region' },
      channel_manager: {
        label: text('签约渠道经理', 'Channel manager'),
        kind: 'lookup',
        lookup: { entity: 'manager' },
      },
      turnover: {
        label: text('年总营业额', 'Turnover'),
        kind: 'money',
        unit: text('万元', ' ×10k'),
      },
    },
  },
  dictionaries: {
    signing_type: { items: [{ code: 'AA', label: text('经销商', 'Dealer') }] },
    region: {
      items: [
        { code: '320000', label: text('江苏省', 'Jiangsu') },
        { code: '320500', parent: '320000', label: text('苏州市', 'Suzhou') },
      ],
    },
  },
};
const lookups = { manager: { m1: { name: '李娜', department: '渠道部' } } };

describe('field text', () => {
  it.each([
    ['signing_type', 'AA', '经销商', 'Dealer'],
    ['signing_type', 'gone', 'gone', 'gone'],
    ['products', ['SV', 'STR'], '服务器、存储', 'Servers, Storage'],
    ['products', [], '', ''],
    ['city', '320500', '江苏省 苏州市', 'Jiangsu Suzhou'],
    ['city', '320000', '江苏省', 'Jiangsu'],
    ['channel_manager', 'm1', '李娜', '李娜'],
    ['channel_manager', 'unknown', '', ''],
    ['turnover', 1234567.5, '1,234,567.5万元', '1,234,567.5 ×10k'],
    ['turnover', undefined, '', ''],
    ['no_such_field', 'x', '', ''],
  ])('%s %j', (key, value, zh, en) => {
    expect(fieldText(bundle, key, value, lookups, 'zh-CN')).toBe(zh);
    expect(fieldText(bundle, key, value, lookups, 'en')).toBe(en);
  });

  it('an unknown locale falls back to the first language of the product', () => {
    expect(fieldLabel(bundle, 'city', 'fr' as Locale)).toBe('所属城市');
    expect(fieldLabel(bundle, 'no_such_field', 'en')).toBe('no_such_field');
  });
});
