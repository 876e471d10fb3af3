// What the peers have no kind for, said as they can: by regular expressions. They verify no check characters.
const mobile = '1[3-9][0-9]{9}';
const landline = '0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?';
const taxNumber = '[0-9A-Z]{15}|[0-9A-Z]{18}|[0-9A-Z]{20}';

const shapes = {
  mobile,
  landline,
  phone: `${mobile}|${landline}`,
  postcode: '[0-9]{6}',
  tax_number: taxNumber,
  credit_code: '[0-9A-HJ-NPQRTUWXY]{18}',
  organisation_code: '[0-9A-Z]{8}[0-9X]',
  url: 'https?://[^ /]+\\.[^ /]+(/[^ ]*)?',
  money: '-?[0-9]+(\\.[0-9]{1,2})?',
  integer: '-?[0-9]+',
};

export function patternOf(field) {
  if (field.pattern) return field.pattern;
  return shapes[field.kind] ? `^(${shapes[field.kind]})$` : null;
}

export const isNumber = (field) => field.kind === 'integer' || field.kind === 'money';

// Where the company's data is copied from: `has(partner.address) ? partner.address : null`.
export function copiedFrom(field) {
  return /^has\(partner\.(\w+)\) \? partner\.\w+ : null$/.exec(field.calculate ?? '')?.[1] ?? null;
}

// The one filter of the two dependent choices: `signing_entity in choice.entities`.
export function dependencyOf(field) {
  const found = /^(\w+) in choice\.(\w+)$/.exec(field.choice_filter ?? '');
  return found ? { parent: found[1], attribute: found[2] } : null;
}

export function itemsOf(field, dictionaries, settings) {
  if (field.choices?.dictionary) return dictionaries[field.choices.dictionary].items;
  if (field.choices?.list) return field.choices.list;
  if (field.choices?.expression)
    return settings.open_fiscal_years.map((year) => ({
      code: String(year),
      label: { en: String(year) },
    }));
  return null;
}
