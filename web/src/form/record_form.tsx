import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FullRecord, RecordData } from '../api';
import { PageLoading } from '../app/page_loading';
import { LoadFailed } from '../pages/parts/loaded';
import { useMe } from '../session';
import { copies } from './draft';
import { copyKey } from './draft/safety_copy';
import { definitionQuery } from './model/definition_query';
import { isEditable } from './record/editable';
import { EditableRecord } from './record/editable_record';
import { ReadonlyRecord } from './record/readonly_record';
import { startingPoint } from './record/starting_point';

export interface RecordFormProps {
  record: FullRecord;
  /** Stored ('saved') or submitted: the caller's own copy of the record is out of date. */
  onChanged: (record: FullRecord, why: 'saved' | 'submitted') => void;
  /** The stored version is to be loaded again. */
  onReload: () => void | Promise<void>;
}

/** A stored record: to fill in while it may be submitted, to read otherwise. */
export function RecordForm({ record, onChanged, onReload }: RecordFormProps) {
  const { data: definition, error, isFetching, refetch } = useQuery(definitionQuery(record.entity));
  if (error) {
    return <LoadFailed error={error} busy={isFetching} retry={() => void refetch()} />;
  }
  if (!definition) return <PageLoading />;
  if (!isEditable(record.actions))
    return <ReadonlyRecord definition={definition} record={record} />;
  return (
    <OpenRecord
      // Another record, or its stored version after a conflict, is another form; its own saves are not.
      key={record.id}
      definition={definition}
      record={record}
      values={contextOf(record)}
      lookups={record.lookups}
      takenOver={record.taken_over ?? []}
      stored={record.data}
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
  const { entity, fields } = definition.bundle.definition;
  const key = copyKey(useMe().user.id, entity, record?.id ?? 'new');
  const [opened] = useState({ key, version: record?.version ?? 0, stored });
  const { data: copy } = useQuery({
    queryKey: ['copy', opened.key],
    queryFn: () => copies.read(opened.key),
    staleTime: Infinity,
    gcTime: 0,
  });
  const start = useMemo(() => {
    const isTyped = (path: string) =>
      fields[path] !== undefined && fields[path].calculate === undefined;
    return copy !== undefined && startingPoint(opened.stored, opened.version, copy, isTyped);
  }, [copy, opened, fields]);
  return start ? <EditableRecord {...props} start={start} /> : <PageLoading />;
}

/** The maps rules read besides fields: the server sends the very ones it uses itself. */
export function contextOf(record: { context?: Record<string, unknown> }): Record<string, unknown> {
  return record.context ?? {};
}
