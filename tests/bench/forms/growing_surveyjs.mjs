// The growing form as a SurveyJS model.
import { Model } from 'survey-core';
import { asked, dictionaries, groupOf, most } from './growing.mjs';
import { operationsOf } from './survey_operations.mjs';

function elementsOf(n) {
  const key = groupOf(n);
  const choices = (name, parent) =>
    dictionaries[name].items.map((item) => ({
      value: item.code,
      text: item.label.en,
      ...(parent && { visibleIf: `{${parent}} = '${item.parent}'` }),
    }));
  const dropdown = (name, parent) => ({
    type: 'dropdown',
    name: key[name],
    isRequired: true,
    choices: choices(name, parent && key[parent]),
    ...(parent && { enableIf: `{${key[parent]}} notempty` }),
  });
  // What is read-only it does not validate: the rule about the sum stands at the first of its parts.
  const amount = (name, ...more) => ({
    type: 'text',
    inputType: 'number',
    name: key[name],
    validators: [{ type: 'numeric', minValue: 0 }, ...more],
  });
  const calculated = (name, expression) => ({
    type: 'text',
    name: key[name],
    readOnly: true,
    setValueExpression: expression,
  });
  return [
    dropdown('country'),
    dropdown('province', 'country'),
    dropdown('city', 'province'),
    amount('amount_1', { type: 'expression', expression: `{${key.total}} <= ${most}` }),
    amount('amount_2'),
    amount('amount_3'),
    calculated('total', `{${key.amount_1}} + {${key.amount_2}} + {${key.amount_3}}`),
    calculated('with_tax', `round({${key.total}} * 1.13, 2)`),
    {
      type: 'text',
      name: key.reason,
      maxLength: 100,
      isRequired: true,
      visibleIf: `{${key.with_tax}} > ${asked}`,
    },
    {
      type: 'text',
      name: key.name,
      maxLength: 50,
      isRequired: true,
      validators: [{ type: 'regex', regex: '^[A-Z]' }],
    },
  ];
}

export function growingSurvey(groups) {
  const pages = Array.from({ length: groups }, (_, n) => ({
    name: `s${n}`,
    elements: elementsOf(n),
  }));
  const model = new Model({ pages });
  return operationsOf(model);
}
