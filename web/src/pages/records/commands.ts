import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError, api } from '../../api';
import type { CommandName, FullRecord, RecordData } from '../../api';

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
    queryFn: async ({ signal }) => {
      const path = `records/${entity}/${id}`;
      const answer = await api.get<FullRecord | { record: FullRecord }>(path, { signal });
      void client.invalidateQueries({ queryKey: ['recent-items'] });
      return unwrapped(answer);
    },
  });
}

export function useRecord(entity: string, id: string) {
  return useQuery(recordQuery(useQueryClient(), entity, id));
}

/**
 * Sends a command for a record. The command keeps its id until the server has answered, so that
 * pressing again after a lost connection asks for the verdict instead of deciding twice.
 */
export function useCommand(record: FullRecord, done: (record: FullRecord) => void) {
  const client = useQueryClient();
  const pending = useRef<string | null>(null);
  return useMutation({
    mutationFn: (command: Command) => {
      pending.current ??= crypto.randomUUID();
      return api
        .post<FullRecord | { record: FullRecord }>(
          `records/${record.entity}/${record.id}/commands`,
          { ...command, version: record.version, command_id: pending.current },
        )
        .then(unwrapped);
    },
    onSuccess: (answer) => {
      pending.current = null;
      client.setQueryData(recordKey(record.entity, record.id), answer);
      for (const list of ['signings', 'inbox', 'workbench', 'notifications']) {
        void client.invalidateQueries({ queryKey: [list] });
      }
      done(answer);
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

function unwrapped(answer: FullRecord | { record: FullRecord }): FullRecord {
  return 'record' in answer ? answer.record : answer;
}
