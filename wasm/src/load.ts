import { readModule } from '#read';
import { Bridge } from './bridge.js';
import { Core } from './core.js';
import createModule from './glue.js';

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
 * Needs `wasm-unsafe-eval` (not `unsafe-eval`) in the script-src of a Content-Security-Policy. Rejects with the error of
 * the request or of the compilation.
 */
export async function loadCore(options: LoadOptions = {}): Promise<Core> {
  const compiled = await compile(options.wasm ?? readModule());
  return new Core(await instantiate(compiled));
}

function instantiate(compiled: WebAssembly.Module): Promise<Bridge> {
  return new Promise((resolve, reject) => {
    let memory: WebAssembly.Memory | undefined;
    const module = createModule({
      // Pages may not instantiate a module of this size synchronously. The glue does not hear of a failure: we do.
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(compiled, imports)
          .then((instance) => {
            memory = memoryOf(instance);
            receive(instance);
          })
          .catch(reject);
        return {};
      },
    });
    module.then((ready) => {
      if (memory) resolve(new Bridge(ready, memory));
      else reject(new Error('core.wasm has no memory'));
    }, reject);
  });
}

async function compile(
  source: NonNullable<LoadOptions['wasm']> | Promise<BufferSource>,
): Promise<WebAssembly.Module> {
  const loaded = await source;
  if (loaded instanceof WebAssembly.Module) return loaded;
  if (!(loaded instanceof Response)) return WebAssembly.compile(loaded);
  if (!loaded.ok) throw new Error(`core.wasm: HTTP ${String(loaded.status)}`);
  // A server that does not know the media type of wasm costs the streaming, not the form.
  const streams = loaded.headers.get('content-type')?.startsWith('application/wasm') ?? false;
  return streams
    ? WebAssembly.compileStreaming(loaded)
    : WebAssembly.compile(await loaded.arrayBuffer());
}

// Export names are shortened by the linker, so it is found by what it is.
function memoryOf(instance: WebAssembly.Instance): WebAssembly.Memory | undefined {
  return Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory);
}
