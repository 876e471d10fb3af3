// The signing form with rows: what a partner means to buy, line by line, with a total below.
const text = (zh, en) => ({ 'zh-CN': zh, en });
const items = (...codes) => codes.map(([code, zh, en]) => ({ code, label: text(zh, en) }));

/** @type {Record<string, any>} */
const fields = {
  order_lines: {
    label: text('采购计划明细', 'Purchase plan'),
    hint: text('按产品填写全年计划', 'By product, for the whole year'),
    kind: 'repeat',
    fields: [
      'line_product',
      'line_model',
      'line_quantity',
      'line_price',
      'line_amount',
      'line_files',
    ],
    min_rows: 2,
    max_rows: 60,
    required: true,
    carry_over: false,
  },
  line_product: {
    label: text('产品', 'Product'),
    kind: 'choice',
    choices: { list: items(['server', '服务器', 'Server'], ['storage', '存储', 'Storage']) },
    required: true,
  },
  line_model: {
    label: text('型号', 'Model'),
    kind: 'choice',
    choices: {
      list: [
        { code: 'NF5280', label: text('NF5280', 'NF5280'), of: 'server' },
        { code: 'NF8480', label: text('NF8480', 'NF8480'), of: 'server' },
        { code: 'AS5500', label: text('AS5500', 'AS5500'), of: 'storage' },
      ],
    },
    depends_on: ['line_product'],
    choice_filter: 'choice.of == line_product',
  },
  line_quantity: {
    label: text('数量', 'Quantity'),
    kind: 'integer',
    min: 1,
    required: true,
  },
  line_price: {
    label: text('单价', 'Price'),
    kind: 'money',
    relevant: "line_product == 'server'",
    constraint: [
      {
        id: 'price_with_quantity',
        expression: 'line_quantity == null || line_quantity < 100 || line_price < 10.0',
        message: text('数量达到 100 时单价须低于 10', 'From 100 pieces on the price is below 10'),
      },
    ],
  },
  line_amount: {
    label: text('金额', 'Amount'),
    kind: 'money',
    calculate: 'double(line_quantity) * line_price',
  },
  line_files: {
    label: text('报价单', 'Quotation'),
    kind: 'attachments',
    document_types: { dictionary: 'document_type' },
  },
  order_total: {
    label: text('采购计划合计', 'Purchase plan in total'),
    kind: 'money',
    calculate: 'line_amount.sum()',
  },
};

/**
 * The next version of a signing definition, with a section of rows at its beginning.
 * @param {any} definition
 */
export function withOrderLines(definition) {
  return {
    ...definition,
    version: definition.version + 1,
    fields: { ...definition.fields, ...fields },
    sections: [
      {
        id: 'order',
        label: text('采购计划', 'Purchase plan'),
        fields: ['order_lines', 'order_total'],
      },
      ...definition.sections,
    ],
  };
}
