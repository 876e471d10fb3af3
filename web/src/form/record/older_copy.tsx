import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api';
import type { FullRecord } from '../../api';
import { PageLoading } from '../../app/page_loading';
import { LoadFailed } from '../../pages/parts/loaded';
import { copies } from '../draft';
import type { SafetyCopy } from '../draft/safety_copy';
import { ConflictNotice } from './conflict_notice';
import type { Origin } from '../keeper/keeper';
import { isConflict, sendDraft } from '../keeper/server_keeper';

interface Props {
  copy: SafetyCopy & { definitionVersion: number };
  copyKey: string;
  entity: string;
  /** Undefined for a new one. */
  record: FullRecord | undefined;
  origin?: Origin | undefined;
  /** The answers are stored, under the newest version of the form. */
  onStored: (record: FullRecord) => void;
  onReload: () => void | Promise<void>;
}

/**
 * Answers that stayed on this machine while a new version of the form was published: they are sent as they were given,
 * and the server, which has every version, says where they go.
 */
export function OlderCopy({ copy, copyKey, entity, record, origin, onStored, onReload }: Props) {
  const send = useMutation({
    mutationFn: (version: number) => {
      const { data, definitionVersion } = copy;
      return sendDraft({ entity, origin, definitionVersion }, { id: record?.id, version }, data);
    },
    onSuccess: (stored) => {
      copies.remove(copyKey);
      onStored(stored);
    },
  });
  const { mutate } = send;
  useEffect(() => mutate(copy.version), [mutate, copy]);

  if (record && isConflict(send.error)) {
    const overwrite = async () => {
      const theirs = await api.get<FullRecord>(`records/${entity}/${record.id}`);
      await send.mutateAsync(theirs.version);
    };
    const reload = () => {
      copies.remove(copyKey);
      void onReload();
    };
    return <ConflictNotice onMine={overwrite} onTheirs={reload} />;
  }
  if (send.error) {
    return (
      <LoadFailed error={send.error} busy={send.isPending} retry={() => mutate(copy.version)} />
    );
  }
  return <PageLoading />;
}
