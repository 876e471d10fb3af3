import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError, api } from '../../api';
import type { CommandName, FullRecord, RecordData, Violation } from '../../api';
import { connection } from '../../api/connection';
import { localData } from '../../sync';
import type { LocalData } from '../../sync';
import { withLocal } from './local_record';

export interface Command {
  command: CommandName;
  opinion?: string | undefined;
  /** Answers of the approver fields, with approve and fill. */
  data?: RecordData | undefined;
}

export const recordKey = (entity: string, id: string) => ['records', entity, id] as const;

/** A record that is looked at: the server then puts it among the recent items, so their list is out of date. */
export function recordQuery(client: QueryClient, entity: string, id: string) {
  return queryOptions({
    queryKey: recordKey(entity, id),
    queryFn: ({ signal }) =>
      withLocal(id, async () => {
        const path = `records/${entity}/${id}`;
        const answer = await api.get<FullRecord | { record: FullRecord }>(path, { signal });
        void client.invalidateQueries({ queryKey: ['recent-items'] });
        return unwrapped(answer);
      }),
  });
}

export function useRecord(entity: string, id: string) {
  return useQuery(recordQuery(useQueryClient(), entity, id));
}

/** `waiting`: kept on this device, and sent when there is a connection. */
export type Done = (record: FullRecord, waiting: boolean) => void;

interface Sent {
  record: FullRecord;
  waiting: boolean;
}

/**
 * Sends a command for a record. With a database on this device it goes into its queue, which gets it there once however often
 * it takes; without one, the command keeps its id until the server has answered, so that pressing again after a lost connection
 * asks for the verdict instead of deciding twice.
 */
export function useCommand(record: FullRecord, done: Done) {
  const client = useQueryClient();
  const pending = useRef<string | null>(null);
  return useMutation({
    mutationFn: async (command: Command): Promise<Sent> => {
      const local = localData();
      if (local !== null && (await local.ready())) return act(local, record, command);
      pending.current ??= crypto.randomUUID();
      const answer = await api.post<FullRecord | { record: FullRecord }>(
        `records/${record.entity}/${record.id}/commands`,
        { ...command, version: record.version, command_id: pending.current },
      );
      return { record: unwrapped(answer), waiting: false };
    },
    onSuccess: ({ record: now, waiting }) => {
      pending.current = null;
      client.setQueryData(recordKey(record.entity, record.id), now);
      for (const list of ['signings', 'inbox', 'workbench', 'notifications']) {
        void client.invalidateQueries({ queryKey: [list] });
      }
      done(now, waiting);
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      pending.current = null;
      // Somebody else was faster: show what the record has become.
      if (error.status === 409) {
        void client.invalidateQueries({ queryKey: recordKey(record.entity, record.id) });
        void client.invalidateQueries({ queryKey: ['inbox'] });
      }
    },
  });
}

/** How long a person looks at a button that waits for the server. */
const patience = 8_000;

async function act(local: LocalData, record: FullRecord, command: Command): Promise<Sent> {
  const { command: name, opinion, data } = command;
  const args = {
    ...(opinion === undefined ? {} : { opinion }),
    ...(data === undefined ? {} : { data }),
  };
  if (!(await queue(local, record, name, args))) return { record, waiting: true };
  const path = `records/${record.entity}/${record.id}`;
  const now = await api.get<FullRecord>(path).catch(() => record);
  return { record: now, waiting: false };
}

/** Whether the server has done it by now; throws what it refused. */
async function queue(
  local: LocalData,
  record: FullRecord,
  name: CommandName | 'remove',
  args: Record<string, unknown>,
): Promise<boolean> {
  const { seq } = await local.ask({
    ask: 'act',
    name,
    entity: record.entity,
    record: record.id,
    args,
    base_version: record.version,
    definition_version: record.definition_version,
  });
  const within = connection.state === 'offline' ? 0 : patience;
  const verdict = await local.ask({ ask: 'verdict', seq, within });
  if (verdict.verdict === 'rejected') {
    // Told here and now: it need not be told again on the page of what was refused.
    await local.ask({ ask: 'dismiss', key: verdict.key });
    throw refusalOf(verdict.violations);
  }
  return verdict.verdict === 'applied';
}

/** Throws a draft away: here at once when only this device has it, else as a command. */
export async function removeRecord(record: FullRecord): Promise<void> {
  const local = localData();
  if (local === null || !(await local.ready())) {
    const query = { version: record.version };
    await api.delete(`records/${record.entity}/${record.id}`, { query });
    return;
  }
  const { draft, commands } = await local.ask({ ask: 'record', record: record.id });
  if (draft?.base_version === 0 && commands.length === 0) {
    await local.ask({ ask: 'discard', record: record.id });
  } else {
    await queue(local, record, 'remove', {});
  }
}

/** As the server refuses a command that is sent to it at once. */
function refusalOf(violations: readonly Violation[]): ApiError {
  const code = violations[0]?.code ?? 'sync.rejected';
  const isConflict = code === 'record.version_conflict' || code.startsWith('approval.');
  return new ApiError(isConflict ? 409 : 422, { title: code, code, violations: [...violations] });
}

function unwrapped(answer: FullRecord | { record: FullRecord }): FullRecord {
  return 'record' in answer ? answer.record : answer;
}
