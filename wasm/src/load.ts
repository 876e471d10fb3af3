import { readModule } from '#read';
import { Core } from './core.js';
import createModule from './glue.js';
import { startModule } from './start.js';

/** How the module is loaded. */
export interface LoadOptions {
  /**
   * The module, when it is not to be read from `core.wasm` beside this package: its bytes, a response to a request for
   * it, or the module compiled already (a page can compile once and hand it to its workers).
   */
  wasm?: BufferSource | Response | Promise<Response> | WebAssembly.Module;
}

/**
 * Loads core: about 20 ms cold. Load it once for each page, worker or process.
 *
 * Each call makes a module of its own with its own memory; compile once and hand the compiled module to every worker.
 *
 * Needs `wasm-unsafe-eval` (not `unsafe-eval`) in the script-src of a Content-Security-Policy. Rejects with the error of
 * the request or of the compilation.
 */
export async function loadCore(options: LoadOptions = {}): Promise<Core> {
  return new Core(await startModule(createModule, options.wasm ?? readModule()));
}
