/** Commands that the server holds for a file it has refused would wait for ever: they are given up, and become drafts again. */
import type { Database } from './database';
import type { Files } from './files';
import type { Line } from './line';

interface HeldRow {
  command: { seq: number; attachments: string[] };
  held: boolean;
}

export class GivingUp {
  private readonly database: Database;
  private readonly files: Files;
  private readonly line: Pick<Line, 'giveUp'>;
  /** The server knows: the verdict comes with the next pull. */
  private readonly asked = new Set<string>();

  constructor(database: Database, files: Files, line: Pick<Line, 'giveUp'>) {
    this.database = database;
    this.files = files;
    this.line = line;
  }

  /** Costs nothing as long as no file is refused. */
  look(): void {
    const refused = this.files.refused().map(({ id }) => id);
    if (refused.length === 0) return;
    const state = this.database.get('client', 'state') as { client_id: string } | null;
    if (state === null) return;
    for (const { command } of this.heldFor(refused)) {
      const mark = `${state.client_id} ${command.seq}`;
      if (this.asked.has(mark)) continue;
      this.asked.add(mark);
      void this.line.giveUp(state.client_id, command.seq).then((isKnown) => {
        // Once more with the next event.
        if (!isKnown) this.asked.delete(mark);
      });
    }
  }

  private heldFor(refused: readonly string[]): HeldRow[] {
    return this.database
      .rows("SELECT value FROM command WHERE value ->> 'held' ORDER BY key")
      .map(([value = 'null']) => JSON.parse(value) as HeldRow)
      .filter(({ command }) => command.attachments.some((id) => refused.includes(id)));
  }
}
