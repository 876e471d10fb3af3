/** The Embind side of the module for authors: wasm/bindings/authoring/embind.cpp. */
import type { EmbindDefinition, EmbindModule, EmbindSession, GlueOptions } from './glue.js';

export interface EmbindAuthoring extends EmbindModule {
  openWritten(length: number): EmbindDefinition | null;
  expand(length: number): boolean;
  check(length: number): boolean;
  explain(session: EmbindSession, length: number): boolean;
  upgrade(older: EmbindDefinition, newer: EmbindDefinition, length: number): boolean;
}

export default function createModule(options: GlueOptions): Promise<EmbindAuthoring>;
