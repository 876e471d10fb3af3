// The shape of the signing for ajv, which makes JavaScript from a schema: types, limits, patterns, choices, what is required. No
// rule, nothing that depends on anything else.
import { Ajv } from 'ajv';
import { isNumber, itemsOf, patternOf } from './kinds.mjs';

function schemaOf(field, context) {
  const items = itemsOf(field, context.dictionaries, context.settings);
  if (items) return { enum: items.map(({ code }) => code) };
  if (field.kind === 'boolean') return field.must_accept ? { const: true } : { type: 'boolean' };
  if (field.kind === 'attachments') {
    const file = {
      type: 'object',
      required: ['id', 'type', 'file_name', 'size'],
      properties: { size: { type: 'integer', minimum: 1, maximum: field.max_bytes } },
    };
    return { type: 'array', maxItems: field.max_files, items: file };
  }
  if (isNumber(field))
    return {
      type: field.kind === 'integer' ? 'integer' : 'number',
      ...(field.min !== undefined && { minimum: field.min }),
    };
  const pattern = field.kind === 'email' ? '^[^@ ]+@[^@ ]+\\.[^@ ]+$' : patternOf(field);
  return {
    type: 'string',
    ...(field.max_length && { maxLength: field.max_length }),
    ...(pattern && { pattern }),
  };
}

export function ajvShape(definition, context) {
  const fields = Object.entries(definition.fields);
  const validate = new Ajv({ allErrors: true, code: { optimize: true } }).compile({
    type: 'object',
    required: fields.filter(([, field]) => field.required === true).map(([key]) => key),
    properties: Object.fromEntries(fields.map(([key, field]) => [key, schemaOf(field, context)])),
  });
  return {
    name: 'ajv 8.20.0, shape only',
    validate,
    faults: () => [
      ...new Set(
        (validate.errors ?? []).map(
          ({ instancePath, params }) => params.missingProperty ?? instancePath.split('/')[1],
        ),
      ),
    ],
  };
}
