// Definitions: a field of every kind, and rows.
const text = (en) => ({ 'zh-CN': en, en });
const items = (...codes) => codes.map((code) => ({ code, label: text(code) }));
const kinds = {
  text: {},
  multiline: {},
  integer: { unit: text('pieces') },
  decimal: { scale: 3 },
  money: {},
  boolean: {},
  date: {},
  datetime: {},
  choice: { choices: { list: items('one', 'two') } },
  choices: { choices: { dictionary: 'colours' } },
  region: {},
  lookup: { lookup: { entity: 'manager', columns: ['name', 'area'] } },
  email: {},
  url: {},
  mobile: {},
  phone: {},
  landline: {},
  postcode: {},
  credit_code: {},
  organisation_code: {},
  tax_number: {},
  attachments: {},
};

export const everyKind = {
  definition: {
    entity: 'kinds',
    version: 1,
    label: { 'zh-CN': '各种', en: 'Every kind' },
    sections: [
      { id: 'all', label: text('All'), fields: Object.keys(kinds).map((kind) => `a_${kind}`) },
    ],
    fields: Object.fromEntries(
      Object.entries(kinds).map(([kind, more]) => [
        `a_${kind}`,
        { label: text(`A ${kind}`), kind, ...more },
      ]),
    ),
  },
  dictionaries: {
    colours: { label: text('Colours'), items: items('red', 'green', 'blue') },
    region: {
      label: text('Region'),
      items: [
        { code: '320000', label: text('Jiangsu') },
        { code: '320500', parent: '320000', label: text('Suzhou') },
      ],
    },
  },
  texts: {},
};

/** A definition with rows. */
export const withRows = {
  definition: {
    entity: 'order',
    version: 1,
    label: { 'zh-CN': '订单', en: 'Order' },
    sections: [{ id: 'all', label: text('All'), fields: ['lines', 'total'] }],
    fields: {
      lines: { label: text('Lines'), kind: 'repeat', fields: ['quantity', 'price'], max_rows: 3 },
      quantity: { label: text('Quantity'), kind: 'integer', min: 1, required: true },
      price: { label: text('Price'), kind: 'money' },
      total: { label: text('Total'), kind: 'integer', calculate: 'quantity.sum()' },
    },
  },
  dictionaries: {},
  texts: {},
};
