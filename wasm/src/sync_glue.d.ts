/** The Embind side of the sync module: wasm/bindings/sync/sync.cpp. */
import type { EmbindHandle, EmbindModule, GlueOptions } from './glue.js';

export interface EmbindSyncClient extends EmbindHandle {
  handle(eventLength: number, length: number): boolean;
  status(): void;
}

export interface EmbindSyncOpening extends EmbindHandle {
  add(length: number): boolean;
  open(length: number): EmbindSyncClient | null;
}

export interface EmbindSync extends EmbindModule {
  SyncOpening: new () => EmbindSyncOpening;
}

export default function createModule(options: GlueOptions): Promise<EmbindSync>;
