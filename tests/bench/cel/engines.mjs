// The other engines. Each takes a case of expressions.json and answers what is measured: `open` makes, from the text, a function
// of the variables; `variables` brings those in the form the engine wants.
import { CelScalar, celEnv, listType, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import { LogicEngine } from 'json-logic-engine';

// JSON's 3 is an int where the case says so: BigInt in these two.
const isInteger = (type) => type.endsWith('i');
const withIntegers = ({ types }) => {
  return (variables) =>
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        isInteger(types[name]) && value !== null ? BigInt(value) : value,
      ]),
    );
};

const celJsTypes = { i: 'int', s: 'string', Ld: 'list<double>', Ni: 'dyn' };

export const celJs = {
  name: '@marcbachmann/cel-js 8.0.0',
  variables: withIntegers,
  open({ expression, types }) {
    const env = new Environment();
    for (const [name, type] of Object.entries(types)) env.registerVariable(name, celJsTypes[type]);
    return () => env.parse(expression);
  },
};

const bufTypes = {
  i: CelScalar.INT,
  s: CelScalar.STRING,
  Ld: listType(CelScalar.DOUBLE),
  Ni: CelScalar.DYN,
};

export const bufbuild = {
  name: '@bufbuild/cel 0.6.1',
  variables: withIntegers,
  open({ expression, types }) {
    const variables = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, bufTypes[type]]),
    );
    const env = celEnv({ variables });
    return () => plan(env, parse(expression));
  },
};

// Makes JavaScript from the logic, which a strict Content-Security-Policy forbids; the pattern is compiled beforehand.
export const jsonLogic = {
  name: 'json-logic-engine 5.0.7, built',
  variables: () => (variables) => variables,
  open({ json_logic: logic }) {
    const engine = new LogicEngine();
    const patterns = new Map();
    engine.addMethod(
      'matches',
      ([text, pattern]) => {
        if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern));
        return patterns.get(pattern).test(text);
      },
      { deterministic: true, sync: true },
    );
    return () => engine.build(logic);
  },
};

export const engines = [celJs, bufbuild, jsonLogic];
