/** The Embind side, as wasm/bindings/embind.cpp declares it. Built from C++; see scripts/build.mjs. */

export interface EmbindHandle {
  delete(): void;
}

export interface EmbindSession extends EmbindHandle {
  set(length: number): boolean;
  setMany(length: number): boolean;
  provide(length: number): boolean;
  state(length: number): boolean;
  states(): boolean;
  data(): boolean;
  submission(): boolean;
  validate(): boolean;
  actions(length: number): boolean;
  decide(length: number): boolean;
}

export interface EmbindDefinition extends EmbindHandle {
  openSession(length: number): EmbindSession | null;
  info(): boolean;
  outlook(length: number): boolean;
  carryOver(length: number): boolean;
  text(length: number): boolean;
}

export interface EmbindModule {
  reserve(bytes: number): number;
  head(): number;
  release(): void;
  liveHandles(): number;
  evaluate(length: number): boolean;
  checkFormat(length: number): boolean;
  Definition: { open(length: number): EmbindDefinition | null };
}

export interface GlueOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>;
}

export default function createModule(options: GlueOptions): Promise<EmbindModule>;
