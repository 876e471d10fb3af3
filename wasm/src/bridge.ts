/**
 * Texts into the module and out of it: UTF-8 through a buffer of the module, one coarse call each.
 *
 * An answer stays where it is only until the next call, so it is read at once. The views are made anew when the memory
 * has grown, which any call may have caused.
 */
import { RequestError } from './errors.js';
import type { EmbindModule } from './glue.js';
import type { Json } from './types.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const smallestBuffer = 1024;

export class Bridge {
  readonly module: EmbindModule;
  private readonly memory: WebAssembly.Memory;
  private readonly headAddress: number;
  private bytes: Uint8Array = new Uint8Array();
  private head: Uint32Array = new Uint32Array();
  private inputAddress = 0;
  private inputSize = 0;

  constructor(module: EmbindModule, memory: WebAssembly.Memory) {
    this.module = module;
    this.memory = memory;
    this.headAddress = module.head();
    this.refresh();
  }

  /** Writes a text for the next call; answers its length in bytes. */
  write(text: string): number {
    return encoder.encodeInto(text, this.room(text, 0)).written;
  }

  /** A text and what stands behind it; answers the length of the first and of both. */
  writeBoth(text: string, more: Uint8Array): [first: number, both: number] {
    const target = this.room(text, more.length);
    const first = encoder.encodeInto(text, target).written;
    target.set(more, first);
    return [first, first + more.length];
  }

  /** The answer of the last call as text. */
  readText(): string {
    this.refresh();
    const address = this.head[0] ?? 0;
    const length = this.head[1] ?? 0;
    return decoder.decode(this.bytes.subarray(address, address + length));
  }

  /** The answer of the last call, which said whether it succeeded. */
  read(succeeded: boolean): unknown {
    const answer: unknown = JSON.parse(this.readText());
    if (succeeded) return answer;
    throw requestError(answer);
  }

  /** Gives the buffers back: after a document of hundreds of kilobytes. */
  release(): void {
    this.module.release();
    this.inputSize = 0;
  }

  /** The input buffer, large enough for both. */
  private room(text: string, more: number): Uint8Array {
    // UTF-8 needs at most three bytes for each UTF-16 unit.
    const room = Math.max(text.length * 3 + more, smallestBuffer);
    if (room > this.inputSize) {
      this.inputAddress = this.module.reserve(room);
      this.inputSize = room;
    }
    this.refresh();
    return this.bytes.subarray(this.inputAddress, this.inputAddress + this.inputSize);
  }

  private refresh(): void {
    if (this.bytes.buffer === this.memory.buffer) return;
    this.bytes = new Uint8Array(this.memory.buffer);
    this.head = new Uint32Array(this.memory.buffer, this.headAddress, 2);
  }
}

export function requestError(answer: unknown): RequestError {
  const { code, params } = answer as { code: string; params: Record<string, Json> };
  return new RequestError(code, typeof params.at === 'string' ? params.at : '');
}
