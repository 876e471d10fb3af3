// The signing as a SurveyJS model. One model is kept and reused, as SurveyJS advises.
import { FunctionFactory, Model } from 'survey-core';
import { copiedFrom, dependencyOf, isNumber, itemsOf, patternOf } from './kinds.mjs';
import { operationsOf } from './survey_operations.mjs';

const types = (files) => new Set((files ?? []).map(({ type }) => type));
FunctionFactory.Instance.register('hasLegalId', ([files]) => types(files).has('legal_id'));
FunctionFactory.Instance.register('hasRegistration', ([files]) => {
  const given = types(files);
  const three = ['business_licence', 'organisation_certificate', 'tax_certificate'];
  return given.has('combined_certificate') || three.every((type) => given.has(type));
});

const questionTypes = {
  multiline: 'comment',
  boolean: 'boolean',
  choice: 'dropdown',
  attachments: 'file',
};

function choicesOf(field, context) {
  const items = itemsOf(field, context.dictionaries, context.settings);
  if (!items) return {};
  const dependency = dependencyOf(field);
  const choices = items.map((item) => ({
    value: item.code,
    text: item.label.en,
    ...(dependency && {
      visibleIf: `${JSON.stringify(item[dependency.attribute])} contains {${dependency.parent}}`,
    }),
  }));
  return { choices };
}

function validatorsOf(key, field, context) {
  const validators = [];
  const pattern = patternOf(field);
  if (pattern) validators.push({ type: 'regex', regex: pattern });
  if (field.kind === 'email') validators.push({ type: 'email' });
  if (isNumber(field) && field.min !== undefined)
    validators.push({ type: 'numeric', minValue: field.min });
  const items = itemsOf(field, context.dictionaries, context.settings);
  if (items)
    validators.push({
      type: 'expression',
      expression: `${JSON.stringify(items.map(({ code }) => code))} contains {${key}}`,
    });
  if (field.must_accept) validators.push({ type: 'expression', expression: `{${key}} = true` });
  if (key === 'staff_total') {
    validators.push({
      type: 'expression',
      expression: '{sales_staff} + {technical_staff} + {marketing_staff} <= {staff_total}',
    });
  }
  if (key === 'attachments') {
    validators.push({ type: 'expression', expression: 'hasLegalId({attachments})' });
    validators.push({ type: 'expression', expression: 'hasRegistration({attachments})' });
  }
  return validators;
}

function questionOf(key, field, context) {
  const source = copiedFrom(field);
  return {
    type: questionTypes[field.kind] ?? 'text',
    name: key,
    title: field.label.en,
    isRequired: field.required === true || field.must_accept === true,
    ...(field.max_length && { maxLength: field.max_length }),
    ...(field.calculate && { readOnly: true }),
    ...(source && { setValueExpression: `{partner_${source}}` }),
    ...(field.relevant && { visibleIf: "{signing_type} <> 'AA'" }),
    ...(field.depends_on && { enableIf: `{${field.depends_on[0]}} notempty` }),
    ...choicesOf(field, context),
    validators: validatorsOf(key, field, context),
  };
}

export function surveyModel(definition, context) {
  return {
    pages: definition.sections.map(({ id, fields }) => ({
      name: id,
      elements: fields.map((key) => questionOf(key, definition.fields[key], context)),
    })),
  };
}

export function surveyEngine(definition, context) {
  const json = surveyModel(definition, context);
  const open = () => {
    const model = new Model(json);
    for (const [key, value] of Object.entries(context.partner))
      model.setVariable(`partner_${key}`, value);
    return model;
  };
  const model = open();
  return { open: () => open().dispose(), ...operationsOf(model) };
}
