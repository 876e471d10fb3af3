/** From the bytes of a module to something that can be called. */
import { Bridge } from './bridge.js';
import type createModule from './glue.js';
import type { LoadOptions } from './load.js';

export type CreateModule = typeof createModule;
export type ModuleSource = NonNullable<LoadOptions['wasm']> | Promise<BufferSource>;

/** Rejects with the error of the request or of the compilation. */
export async function startModule(create: CreateModule, source: ModuleSource): Promise<Bridge> {
  return instantiate(create, await compile(source));
}

function instantiate(create: CreateModule, compiled: WebAssembly.Module): Promise<Bridge> {
  return new Promise((resolve, reject) => {
    let memory: WebAssembly.Memory | undefined;
    const module = create({
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
      else reject(new Error('the module has no memory'));
    }, reject);
  });
}

async function compile(source: ModuleSource): Promise<WebAssembly.Module> {
  const loaded = await source;
  if (loaded instanceof WebAssembly.Module) return loaded;
  if (!(loaded instanceof Response)) return WebAssembly.compile(loaded);
  if (!loaded.ok) throw new Error(`${loaded.url}: HTTP ${String(loaded.status)}`);
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
