// Our signing as a content type of Strapi: the same fields, and of their rules what its schema can say (kind, required,
// length, range, choices of a list, e-mail). Rules between fields, dictionaries and identity numbers it cannot say: it has
// less to check.
const kinds = {
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  money: { type: 'decimal' },
  decimal: { type: 'decimal' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  multiline: { type: 'text' },
  email: { type: 'email' },
  attachments: { type: 'json' },
};

function attribute(field) {
  const mapped = { ...(kinds[field.kind] ?? { type: 'string' }) };
  if (field.required === true && !field.calculate) mapped.required = true;
  if (field.max_length) mapped.maxLength = field.max_length;
  if (field.min_length) mapped.minLength = field.min_length;
  if (field.min !== undefined) mapped.min = field.min;
  if (field.max !== undefined) mapped.max = field.max;
  if (field.choices?.list) {
    mapped.type = 'enumeration';
    mapped.enum = field.choices.list.map((choice) => choice.code);
  }
  return mapped;
}

/** @param {{fields: Record<string, any>}} definition */
export function contentType(definition) {
  return {
    kind: 'collectionType',
    collectionName: 'signings',
    info: { singularName: 'signing', pluralName: 'signings', displayName: 'Signing' },
    options: { draftAndPublish: false },
    attributes: Object.fromEntries(
      // `status` and `id` are words of Strapi's own.
      Object.entries(definition.fields).map(([key, field]) => [`f_${key}`, attribute(field)]),
    ),
  };
}

/** Answers as Strapi takes them. @param {Record<string, unknown>} answers */
export const entry = (answers) =>
  Object.fromEntries(Object.entries(answers).map(([key, value]) => [`f_${key}`, value]));
