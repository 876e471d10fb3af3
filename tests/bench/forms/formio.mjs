// The signing as a Form.io form. It has no compile step and no declarative cascade: dependent choices are custom rules.
import formio from '@formio/core';
import { copiedFrom, dependencyOf, isNumber, itemsOf, patternOf } from './kinds.mjs';

const { processSync, ProcessTargets } = formio;
const componentTypes = {
  multiline: 'textarea',
  boolean: 'checkbox',
  choice: 'select',
  attachments: 'datagrid',
  email: 'email',
};

function ruleOf(key, field, context) {
  if (field.must_accept) return "valid = input === true || 'must_accept'";
  if (key === 'staff_total') {
    return "valid = (data.sales_staff || 0) + (data.technical_staff || 0) + (data.marketing_staff || 0) <= input || 'parts'";
  }
  if (key === 'attachments') {
    return (
      'var types = (input || []).map(function (file) { return file.type; }); var has = function (type) { return types.includes(type); };' +
      "valid = (has('legal_id') && (has('combined_certificate') || (has('business_licence') && has('organisation_certificate') && has('tax_certificate')))) || 'documents'"
    );
  }
  if (isNumber(field))
    return `valid = input === undefined || new RegExp(${JSON.stringify(patternOf(field))}).test(String(input)) || 'shape'`;
  const dependency = dependencyOf(field);
  if (!dependency) return undefined;
  const items = itemsOf(field, context.dictionaries, context.settings);
  const offered = Object.fromEntries(items.map((item) => [item.code, item[dependency.attribute]]));
  return `valid = !input || (${JSON.stringify(offered)}[input] || []).includes(data.${dependency.parent}) || 'offered'`;
}

function componentOf(key, field, context) {
  const source = copiedFrom(field);
  const items = itemsOf(field, context.dictionaries, context.settings);
  return {
    type: isNumber(field) ? 'number' : (componentTypes[field.kind] ?? 'textfield'),
    key,
    label: field.label.en,
    input: true,
    ...(items && {
      dataSrc: 'values',
      data: { values: items.map(({ code, label }) => ({ value: code, label: label.en })) },
    }),
    ...(source && { calculateValue: `value = form.partner.${source}` }),
    ...(field.relevant && { customConditional: "show = data.signing_type !== 'AA'" }),
    ...(key === 'attachments' && {
      components: ['id', 'type', 'file_name'].map((name) => ({
        type: 'textfield',
        key: name,
        label: name,
        input: true,
      })),
    }),
    validate: {
      required: field.required === true,
      ...(field.max_length && { maxLength: field.max_length }),
      ...(field.min !== undefined && { min: field.min }),
      ...(!isNumber(field) && patternOf(field) && { pattern: patternOf(field) }),
      ...(items && { onlyAvailableItems: true }),
      custom: ruleOf(key, field, context),
    },
  };
}

export function formioForm(definition, context) {
  const components = definition.sections.flatMap(({ fields }) =>
    fields.map((key) => componentOf(key, definition.fields[key], context)),
  );
  return { partner: context.partner, components };
}

/** A form as an engine: all of Form.io's own processing, over the data it was given. */
export function processed(form) {
  let data = {};
  let scope = {};
  const run = () => {
    scope = {};
    processSync({
      form,
      submission: { data },
      data,
      components: form.components,
      processors: ProcessTargets.evaluator,
      scope,
    });
  };
  return {
    name: '@formio/core 2.8.3',
    load: (record) => {
      data = structuredClone(record);
    },
    // A changed answer runs its evaluators: calculations, conditions and validation of the form.
    set: (key, value) => {
      data[key] = value;
      run();
    },
    validate: run,
    faults: () => [...new Set((scope.errors ?? []).map((error) => error.context.path))],
  };
}

export const formioEngine = (definition, context) => processed(formioForm(definition, context));
