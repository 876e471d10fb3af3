import { parentPort, workerData } from 'node:worker_threads';
import { loadCore } from '@qudao/core';
import { answers, bundleOf, context } from './support.mjs';

const core = await loadCore({ wasm: workerData.module });
const definition = core.openDefinition(bundleOf('signing'));
const session = definition.openSession({ record: answers, context });
parentPort.postMessage({ valid: session.validate().valid, data: session.data() });
