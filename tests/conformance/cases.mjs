// The conformance data of CEL that needs no protobuf messages, in a notation both builds of core read:
//
//   { path, expr, container, checked, variables: [[name, type]], functions: [[name, signature]],
//     bindings: [[name, value]], fails, value, type }
//
// or { path, expr, unaskable: true } for one that needs types this notation has no letters for.
//
// Values are tagged, so that nothing is lost on the way through JSON (−0, NaN, 64-bit integers, octets): {"i":"1"},
// {"u":"1"}, {"r":"-0"}, {"s":"…"}, {"y":"base64"}, {"b":true}, {"n":0}, {"t":"int"}, {"T":"2020-…Z"}, {"D":"1s"},
// {"l":[…]}, {"m":[[key,value]…]}. Types are in the notation of core/cel/type.h, and as names where one is expected.
import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';

const primitives = { BOOL: 'b', INT64: 'i', UINT64: 'u', DOUBLE: 'd', STRING: 's', BYTES: 'y' };
const wellKnownMessages = { 'google.protobuf.Timestamp': 'T', 'google.protobuf.Duration': 'D' };
const wellKnown = { TIMESTAMP: 'T', DURATION: 'D' };

// Names of messages and of enumerations declared in them, and literals of messages.
const messages =
  /TestAllTypes|proto[23]|google\.protobuf\.(?!Timestamp|Duration)|GlobalEnum|NestedEnum|[A-Z]\w+\{/;

class NeedsMessages extends Error {}
class NeedsOwnTypes extends Error {}

const real = (number) => ({ r: Object.is(number, -0) ? '-0' : String(number) });

const readers = {
  nullValue: () => ({ n: 0 }),
  boolValue: (b) => ({ b }),
  int64Value: (i) => ({ i: String(i) }),
  uint64Value: (u) => ({ u: String(u) }),
  doubleValue: real,
  stringValue: (s) => ({ s }),
  bytesValue: (y) => ({ y }),
  typeValue: (t) => ({ t }),
  listValue: (list) => ({ l: (list.values ?? []).map(value) }),
  mapValue: (map) => ({ m: (map.entries ?? []).map((e) => [value(e.key), value(e.value)]) }),
  objectValue(object) {
    if (object['@type'].endsWith('.Timestamp')) return { T: object.value };
    if (object['@type'].endsWith('.Duration')) return { D: object.value };
    throw new NeedsMessages();
  },
};

function value(proto) {
  const [kind] = Object.keys(proto);
  if (!(kind in readers)) throw new NeedsMessages();
  return readers[kind](proto[kind]);
}

function type(proto) {
  if (proto.primitive) return primitives[proto.primitive];
  if (proto.wrapper) return `N${primitives[proto.wrapper]}`;
  if (proto.wellKnown in wellKnown) return wellKnown[proto.wellKnown];
  if (proto.listType) return `L${type(proto.listType.elemType)}`;
  if (proto.mapType) return `M${type(proto.mapType.keyType)}${type(proto.mapType.valueType)}`;
  if (proto.abstractType?.name === 'optional_type')
    return `O${type(proto.abstractType.parameterTypes[0])}`;
  if ('null' in proto) return 'n';
  if (proto.messageType in wellKnownMessages) return wellKnownMessages[proto.messageType];
  if (proto.messageType) throw new NeedsMessages();
  if (proto.abstractType || proto.typeParam) throw new NeedsOwnTypes();
  return '?';
}

const variable = ({ name, ident }) => [name, type(ident.type)];

const signature = ({ params, resultType }) => `${params.map(type).join('')}:${type(resultType)}`;

const declared = ({ name, function: { overloads } }) => [name, overloads.map(signature).join('|')];

function wanted(test) {
  if (test.evalError || test.anyEvalErrors) return { fails: true, value: null };
  if (test.unknown || test.anyUnknowns) throw new NeedsMessages(); // partial evaluation
  if (test.value) return { fails: false, value: value(test.value) };
  if (test.typedResult) {
    const { result, deducedType } = test.typedResult;
    return {
      fails: false,
      value: result ? value(result) : null,
      type: deducedType ? type(deducedType) : null,
    };
  }
  return { fails: false, value: { b: true } };
}

function read(test, path) {
  if (messages.test(test.expr)) throw new NeedsMessages();
  return {
    path,
    expr: test.expr,
    container: test.container ?? '',
    checked: !test.disableCheck,
    variables: (test.typeEnv ?? []).filter(({ ident }) => ident).map(variable),
    functions: (test.typeEnv ?? []).filter((each) => each.function).map(declared),
    bindings: Object.entries(test.bindings ?? {}).map(([name, bound]) => [
      name,
      value(bound.value),
    ]),
    type: null,
    ...wanted(test),
  };
}

/** Every case of the data that can be asked without messages. */
export function conformanceCases() {
  const cases = [];
  const visit = (suite, path) => {
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.name]);
    for (const { original } of suite.tests ?? []) {
      const name = [...path, original.name].join('/');
      try {
        cases.push(read(original, name));
      } catch (error) {
        if (error instanceof NeedsOwnTypes)
          cases.push({ path: name, expr: original.expr, unaskable: true });
        else if (!(error instanceof NeedsMessages)) throw error;
      }
    }
  };
  visit(tests, []);
  return cases;
}
