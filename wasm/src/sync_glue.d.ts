/** The Embind side of the sync module: wasm/bindings/sync/sync.cpp. */
import type { EmbindHandle, EmbindModule, GlueOptions } from './glue.js';

export interface EmbindSyncClient extends EmbindHandle {
  handle(length: number): boolean;
  status(): void;
}

export interface EmbindSync extends EmbindModule {
  SyncClient: { open(length: number): EmbindSyncClient | null };
}

export default function createModule(options: GlueOptions): Promise<EmbindSync>;
