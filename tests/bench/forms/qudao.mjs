// The signing in @qudao/core: the call from JavaScript and the reading of its answer are part of every figure.
import { loadCore } from '../../../wasm/dist/index.js';

export async function qudaoEngine(bundle, context) {
  const core = await loadCore();
  const definition = core.openDefinition(bundle);
  let session = definition.openSession({ context });
  let validation;
  return {
    name: '@qudao/core',
    open: () => core.openDefinition(bundle).dispose(),
    load: (record) => {
      session.dispose();
      session = definition.openSession({ record, context });
    },
    set: (key, value) => session.set(key, value),
    validate: () => {
      validation = session.validate();
    },
    faults: () => [...new Set(validation.violations.map(({ path }) => path))],
  };
}
