// A form of any size, made of groups of ten fields: a cascade of three choices, a sum of three amounts, a chain that goes on
// from the sum, a text that is asked when the chain says so, and a rule across fields.
const text = (en) => ({ 'zh-CN': en, en });
const label = text('Label');

const countries = ['c1', 'c2', 'c3'];
const provinces = countries.flatMap((country) =>
  ['a', 'b', 'c'].map((each) => [country + each, country]),
);
const cities = provinces.flatMap(([province]) =>
  ['1', '2', '3'].map((each) => [province + each, province]),
);

const dictionary = (items) => ({
  label,
  items: items.map(([code, parent]) => ({ code, label: text(code), ...(parent && { parent }) })),
});

export const dictionaries = {
  country: dictionary(countries.map((code) => [code])),
  province: dictionary(provinces),
  city: dictionary(cities),
};

/** The keys of one group. @param {number} n */
export function groupOf(n) {
  const names = [
    'country',
    'province',
    'city',
    'amount_1',
    'amount_2',
    'amount_3',
    'total',
    'with_tax',
    'reason',
    'name',
  ];
  return Object.fromEntries(names.map((name) => [name, `g${n}_${name}`]));
}

/** Sum of the amounts at most, and the amount with tax from which a reason is asked for. */
export const most = 10_000;
export const asked = 1_000;

const groupsOfSection = 5;

function fieldsOf(n) {
  const key = groupOf(n);
  const amount = { label, kind: 'money', min: 0 };
  const orNothing = (name) => `(${name} == null ? 0.0 : ${name})`;
  return {
    [key.country]: { label, kind: 'choice', required: true, choices: { dictionary: 'country' } },
    [key.province]: {
      label,
      kind: 'choice',
      required: true,
      choices: { dictionary: 'province' },
      depends_on: [key.country],
      choice_filter: `choice.parent == ${key.country}`,
    },
    [key.city]: {
      label,
      kind: 'choice',
      required: true,
      choices: { dictionary: 'city' },
      depends_on: [key.province],
      choice_filter: `choice.parent == ${key.province}`,
    },
    [key.amount_1]: amount,
    [key.amount_2]: amount,
    [key.amount_3]: amount,
    [key.total]: {
      label,
      kind: 'money',
      calculate: [key.amount_1, key.amount_2, key.amount_3].map(orNothing).join(' + '),
    },
    [key.with_tax]: { label, kind: 'money', calculate: `round(${key.total} * 1.13, 2)` },
    [key.reason]: {
      label,
      kind: 'text',
      max_length: 100,
      relevant: `${key.with_tax} != null && ${key.with_tax} > ${asked.toFixed(1)}`,
      required: true,
    },
    [key.name]: { label, kind: 'text', max_length: 50, required: true, pattern: '^[A-Z]' },
  };
}

/** A bundle with `groups` groups. @param {number} groups */
export function growingBundle(groups) {
  const numbers = Array.from({ length: groups }, (_, n) => n);
  return {
    definition: {
      entity: 'growing',
      version: 1,
      label,
      sections: numbers
        .filter((n) => n % groupsOfSection === 0)
        .map((n) => ({
          id: `s${n}`,
          label,
          fields: numbers
            .slice(n, n + groupsOfSection)
            .flatMap((each) => Object.values(groupOf(each))),
        })),
      fields: Object.assign({}, ...numbers.map(fieldsOf)),
      rules: numbers.map((n) => ({
        id: `most_${n}`,
        expression: `${groupOf(n).total} == null || ${groupOf(n).total} <= ${most.toFixed(1)}`,
        message: text('Too much'),
        fieldPath: groupOf(n).amount_1,
      })),
    },
    dictionaries,
    texts: {},
  };
}

/** A record in which every rule holds. @param {number} groups */
export function growingRecord(groups) {
  const group = (n) => {
    const key = groupOf(n);
    return {
      [key.country]: 'c1',
      [key.province]: 'c1a',
      [key.city]: 'c1a1',
      [key.amount_1]: 500,
      [key.amount_2]: 400,
      [key.amount_3]: 300,
      [key.total]: 1200,
      [key.with_tax]: 1356,
      [key.reason]: 'because',
      [key.name]: 'Name',
    };
  };
  return Object.assign({}, ...Array.from({ length: groups }, (_, n) => group(n)));
}

/** What is wrong in the wrong record: a city that is not there, a sum that is too large, a name with a small letter. */
export function growingFaults(groups) {
  const faults = {};
  for (let n = 0; n < groups; n += 4) {
    const key = groupOf(n);
    Object.assign(faults, {
      [key.city]: null,
      [key.amount_1]: 50_000,
      [key.total]: 50_700,
      [key.with_tax]: 57_291,
      [key.name]: 'name',
    });
  }
  return faults;
}

/** The fields that must then be reported. */
export const designedOf = (groups) =>
  Array.from({ length: groups }, (_, n) => n)
    .filter((n) => n % 4 === 0)
    .flatMap((n) => [groupOf(n).city, groupOf(n).amount_1, groupOf(n).name])
    .sort();
