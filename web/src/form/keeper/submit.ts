import { api } from '../../api';
import type { FullRecord } from '../../api';
import { newId } from '../../api/new_id';

/**
 * Submits a stored record. The command keeps its id until the server has answered it, so pressing
 * again after a lost connection can't submit twice.
 */
export class Submission {
  private commandId = newId();

  async send(entity: string, id: string, version: number): Promise<FullRecord> {
    const { record } = await api.post<{ record: FullRecord }>(`records/${entity}/${id}/commands`, {
      command: 'submit',
      version,
      command_id: this.commandId,
    });
    this.commandId = newId();
    return record;
  }

  /** The server refused: the next attempt is another command. */
  refused(): void {
    this.commandId = newId();
  }
}
