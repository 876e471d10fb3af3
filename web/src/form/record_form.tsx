import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FullRecord, RecordData } from '../api';
import { PageLoading } from '../app/page_loading';
import { LoadFailed } from '../pages/parts/loaded';
import { useMe } from '../session';
import { copies } from './draft';
import { copyKey } from './draft/safety_copy';
import type { SafetyCopy } from './draft/safety_copy';
import { useLoadedDefinition, versionOf } from './model/definition_query';
import { isEditable } from './record/editable';
import { EditableRecord } from './record/editable_record';
import { OlderCopy } from './record/older_copy';
import { ReadonlyRecord } from './record/readonly_record';
import type { OnChanged } from './record/record_keeper';
import { useUpgradeNews } from './record/upgrade_news';
import { startingPoint } from './record/starting_point';

export interface RecordFormProps {
  record: FullRecord;
  onChanged: OnChanged;
  /** The stored version is to be loaded again. */
  onReload: () => void | Promise<void>;
}

/** A stored record: to fill in while it may be submitted, to read otherwise. */
export function RecordForm({ record, onChanged, onReload }: RecordFormProps) {
  const version = record.definition_version;
  const {
    data: definition,
    error,
    isFetching,
    refetch,
  } = useLoadedDefinition(record.entity, version);
  const upgraded = useUpgradeNews().of(record);
  if (error) {
    return <LoadFailed error={error} busy={isFetching} retry={() => void refetch()} />;
  }
  if (!definition) return <PageLoading />;
  if (versionOf(definition) !== version) return <PageLoading />;
  if (!isEditable(record.actions))
    return <ReadonlyRecord definition={definition} record={record} />;
  return (
    <OpenRecord
      // Another record, its stored version after a conflict, or a new version of the form is another form; its own saves
      // are not.
      key={`${record.id} ${version}`}
      definition={definition}
      record={record}
      values={contextOf(record)}
      lookups={record.lookups}
      takenOver={record.taken_over ?? []}
      stored={record.data}
      upgraded={upgraded && { to: version, effect: upgraded }}
      onChanged={onChanged}
      onReload={onReload}
    />
  );
}

type OpenProps = Omit<React.ComponentProps<typeof EditableRecord>, 'start'> & {
  stored: RecordData;
};

/** Looks first, when the form opens, whether this machine has answers the server never got. */
export function OpenRecord({ stored, ...props }: OpenProps) {
  const { definition, record } = props;
  const news = useUpgradeNews();
  const { entity, fields } = definition.bundle.definition;
  const key = copyKey(useMe().user.id, entity, record?.id ?? 'new');
  const [opened] = useState({ key, version: record?.version ?? 0, stored });
  const { data: copy } = useQuery({
    queryKey: ['copy', opened.key, opened.version],
    queryFn: () => copies.read(opened.key),
    staleTime: Infinity,
    gcTime: 0,
  });
  const older = isOlder(copy, versionOf(definition)) ? copy : undefined;
  const start = useMemo(() => {
    const isTyped = (path: string) =>
      fields[path] !== undefined && fields[path].calculate === undefined;
    return copy !== undefined && startingPoint(opened.stored, opened.version, copy, isTyped);
  }, [copy, opened, fields]);
  if (older) {
    const stored = (saved: FullRecord) => {
      news.keep(saved);
      props.onChanged(saved, 'upgraded');
      if (record) void props.onReload(); // a form of its own, with what is stored now
    };
    return (
      <OlderCopy {...props} {...{ entity, copy: older, copyKey: opened.key }} onStored={stored} />
    );
  }
  return start ? <EditableRecord {...props} start={start} /> : <PageLoading />;
}

type OldCopy = SafetyCopy & { definitionVersion: number };

function isOlder(copy: SafetyCopy | null | undefined, version: number): copy is OldCopy {
  return copy?.definitionVersion !== undefined && copy.definitionVersion < version;
}

/** The maps rules read besides fields: the server sends the very ones it uses itself. */
export function contextOf(record: { context?: Record<string, unknown> }): Record<string, unknown> {
  return record.context ?? {};
}
