// The growing form as a Form.io form; dependent choices are custom rules, as it has no others.
import { asked, dictionaries, groupOf, most } from './growing.mjs';
import { processed } from './formio.mjs';

function componentsOf(n) {
  const key = groupOf(n);
  const select = (name, parent) => {
    const { items } = dictionaries[name];
    const parents = Object.fromEntries(items.map((item) => [item.code, item.parent]));
    return {
      type: 'select',
      key: key[name],
      input: true,
      dataSrc: 'values',
      data: { values: items.map(({ code, label }) => ({ value: code, label: label.en })) },
      validate: {
        required: true,
        onlyAvailableItems: true,
        ...(parent && {
          custom: `valid = !input || ${JSON.stringify(parents)}[input] === data.${key[parent]} || 'offered'`,
        }),
      },
    };
  };
  const amount = (name, custom) => ({
    type: 'number',
    key: key[name],
    input: true,
    validate: { min: 0, ...(custom && { custom }) },
  });
  return [
    select('country'),
    select('province', 'country'),
    select('city', 'province'),
    amount('amount_1', `valid = !(data.${key.total} > ${most}) || 'most'`),
    amount('amount_2'),
    amount('amount_3'),
    {
      type: 'number',
      key: key.total,
      input: true,
      calculateValue: `value = (data.${key.amount_1} || 0) + (data.${key.amount_2} || 0) + (data.${key.amount_3} || 0)`,
    },
    {
      type: 'number',
      key: key.with_tax,
      input: true,
      calculateValue: `value = Math.round(data.${key.total} * 113) / 100`,
    },
    {
      type: 'textfield',
      key: key.reason,
      input: true,
      customConditional: `show = data.${key.with_tax} > ${asked}`,
      validate: { required: true, maxLength: 100 },
    },
    {
      type: 'textfield',
      key: key.name,
      input: true,
      validate: { required: true, maxLength: 50, pattern: '[A-Z].*' },
    },
  ];
}

export const growingFormio = (groups) =>
  processed({ components: Array.from({ length: groups }, (_, n) => componentsOf(n)).flat() });
