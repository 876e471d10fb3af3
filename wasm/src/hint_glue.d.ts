/** The Embind side of the module of hints: wasm/bindings/hint/hint.cpp. */
import type { EmbindHandle, EmbindModule, GlueOptions } from './glue.js';

export interface EmbindCompanyHint extends EmbindHandle {
  ask(length: number): boolean;
}

export interface EmbindHint extends EmbindModule {
  CompanyHint: { open(length: number): EmbindCompanyHint | null };
}

export default function createModule(options: GlueOptions): Promise<EmbindHint>;
