/** Rows of a damaged database, told apart by what they are like: which table they were of may be what is lost. */
import type { FullRecord } from '../../../api/types';
import type { Draft, LocalFile, RefusedCommand, Recovered, WaitingCommand } from '../../messages';
import { sha256Of } from '../files';
import type { Cell } from './cells';

type Values = Record<string, unknown>;

const has = (value: Values, ...names: string[]) => names.every((name) => name in value);

export class Found {
  private readonly drafts = new Map<string, Draft>();
  private readonly commands = new Map<string, WaitingCommand>();
  private readonly refused = new Map<string, RefusedCommand>();
  private readonly seen = new Map<string, FullRecord>();
  private readonly files = new Map<string, LocalFile>();
  private readonly parts = new Map<string, Map<number, Uint8Array<ArrayBuffer>>>();

  /** A row nobody here knows is left out. */
  take(row: readonly Cell[]): void {
    const [key, second, third] = row;
    if (typeof key !== 'string') return;
    if (row.length === 2 && typeof second === 'string') this.takeValue(key, second);
    if (row.length === 3 && typeof second === 'number' && third instanceof Uint8Array) {
      const parts = this.parts.get(key) ?? new Map<number, Uint8Array<ArrayBuffer>>();
      this.parts.set(key, parts.set(second, new Uint8Array(third)));
    }
  }

  /** What is whole. */
  async all(): Promise<Omit<Recovered, 'lostPages'>> {
    const contents = await Promise.all([...this.files.values()].map((file) => this.fileOf(file)));
    return {
      drafts: [...this.drafts.values()],
      seen: Object.fromEntries(this.seen),
      commands: inOrder(this.commands),
      refused: inOrder(this.refused),
      files: contents.filter((file) => file.content !== null) as Recovered['files'],
      lostFiles: contents.filter(({ content }) => content === null).map((file) => file.file_name),
    };
  }

  private takeValue(key: string, text: string): void {
    const value = parsed(text);
    if (value === null) return;
    if (has(value, 'record', 'entity', 'mine', 'phase')) this.takeDraft(value as never);
    else if (has(value, 'command', 'violations'))
      this.refused.set(key, { ...(value as never as RefusedCommand), key });
    else if (has(value, 'command'))
      this.commands.set(key, { ...(value as never as WaitingCommand), key });
    else if (has(value, 'file_name', 'sha256', 'size')) this.files.set(key, value as never);
    else if (has(value, 'id', 'entity', 'actions')) this.seen.set(key, value as never);
  }

  /** Of two, one lies on a page that was given up. */
  private takeDraft(draft: Draft): void {
    const known = this.drafts.get(draft.record);
    if (!known || known.edited_at < draft.edited_at) this.drafts.set(draft.record, draft);
  }

  private async fileOf({ id, file_name, sha256, size, content_type }: LocalFile) {
    const parts = [...(this.parts.get(sha256) ?? [])].sort(([a], [b]) => a - b);
    const content = new Blob(
      parts.map(([, bytes]) => bytes),
      { type: content_type },
    );
    const isWhole =
      content.size === size && (await sha256Of(await content.arrayBuffer())) === sha256;
    return { id, file_name, content: isWhole ? content : null };
  }
}

const inOrder = <T>(rows: Map<string, T>): T[] =>
  [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? []);

function parsed(text: string): Values | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Values) : null;
  } catch {
    return null;
  }
}
