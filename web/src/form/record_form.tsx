import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FullRecord, RecordData } from '../api';
import { PageLoading } from '../app/page_loading';
import { LoadFailed } from '../pages/parts/loaded';
import { useMe } from '../session';
import { copies } from './draft';
import { copyKey } from './draft/safety_copy';
import type { SafetyCopy } from './draft/safety_copy';
import { calculatedIn } from './model/definition';
import { useLoadedDefinition, versionOf } from './model/definition_query';
import { caughtUp } from './record/caught_up';
import { isEditable } from './record/editable';
import { EditableRecord } from './record/editable_record';
import { OlderCopy } from './record/older_copy';
import { useOpening } from './record/opening';
import type { Opening } from './record/opening';
import { ReadonlyRecord } from './record/readonly_record';
import type { OnChanged } from './keeper/keeper';
import { useUpgradeNews } from './record/upgrade_news';
import { startingPoint } from './record/starting_point';
import { WaitingNotice } from './record/waiting_notice';

export interface RecordFormProps {
  record: FullRecord;
  onChanged: OnChanged;
  /** The stored version is to be loaded again. */
  onReload: () => void | Promise<void>;
}

/** A stored record: to fill in while it may be submitted, to read otherwise. */
export function RecordForm({ record: asked, onChanged, onReload }: RecordFormProps) {
  const opening = useOpening(asked.id).data;
  const record = opening ? caughtUp(asked, opening.found) : asked;
  const draft = opening?.found.draft ?? undefined;
  // Answers stay in the version they were typed in until they are carried over.
  const version = draft?.definition_version ?? record.definition_version;
  const {
    data: definition,
    error,
    isFetching,
    refetch,
  } = useLoadedDefinition(record.entity, version);
  const upgraded = useUpgradeNews().of(record) ?? opening?.found.upgrade ?? undefined;
  const [submitting, setSubmitting] = useState(false);
  if (error) {
    return <LoadFailed error={error} busy={isFetching} retry={() => void refetch()} />;
  }
  if (!definition || !opening) return <PageLoading />;
  if (versionOf(definition) !== version) return <PageLoading />;
  const { commands } = opening.found;
  const isWaiting = draft ? draft.phase === 'submitting' : commands.length > 0;
  if (isWaiting && !submitting) {
    return (
      <>
        <WaitingNotice />
        <ReadonlyRecord
          definition={definition}
          record={{ ...record, data: draft?.mine ?? record.data }}
        />
      </>
    );
  }
  if (!isEditable(record.actions))
    return <ReadonlyRecord definition={definition} record={record} />;
  return (
    <OpenRecord
      // Another record, its stored version after a conflict, or a new version of the form is another form; its own saves
      // are not.
      key={`${record.id} ${version}`}
      definition={definition}
      record={record}
      opening={opening}
      values={contextOf(record)}
      lookups={record.lookups}
      takenOver={record.taken_over ?? []}
      stored={record.data}
      upgraded={upgraded && { to: version, effect: upgraded }}
      beginning={() => record}
      onChanged={onChanged}
      onSubmitting={setSubmitting}
      onReload={onReload}
    />
  );
}

type OpenProps = Omit<React.ComponentProps<typeof EditableRecord>, 'start' | 'local'> & {
  stored: RecordData;
  opening: Opening;
  /** How a record that is begun is shown until the server has it. */
  beginning: (id: string, data: RecordData) => FullRecord;
};

/** Looks first, when the form opens, what this machine has that the server never got. */
export function OpenRecord({ stored, opening, beginning, ...props }: OpenProps) {
  const { definition, record } = props;
  const news = useUpgradeNews();
  const { entity } = definition.bundle.definition;
  const key = copyKey(useMe().user.id, entity, record?.id ?? 'new');
  const [opened] = useState(() => ({
    key,
    version: record?.version ?? 0,
    draft: opening.found.draft,
    stored: opening.found.draft?.mine ?? stored,
  }));
  const { data: copy } = useQuery({
    queryKey: ['copy', opened.key, opened.version],
    queryFn: () => copies.read(opened.key),
    staleTime: Infinity,
    gcTime: 0,
  });
  const older = isOlder(copy, versionOf(definition)) ? copy : undefined;
  const start = useMemo(() => {
    const calculated = calculatedIn(definition);
    const isTyped = (path: string) => !calculated.includes(path);
    return copy !== undefined && startingPoint(opened.stored, opened.version, copy, isTyped);
  }, [copy, opened, definition]);
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
  if (!start) return <PageLoading />;
  const { local } = opening;
  const { draft } = opened;
  return (
    <EditableRecord
      {...props}
      start={start}
      local={local ? { local, draft, beginning } : undefined}
    />
  );
}

type OldCopy = SafetyCopy & { definitionVersion: number };

function isOlder(copy: SafetyCopy | null | undefined, version: number): copy is OldCopy {
  return copy?.definitionVersion !== undefined && copy.definitionVersion < version;
}

/** The maps rules read besides fields: the server sends the very ones it uses itself. */
export function contextOf(record: { context?: Record<string, unknown> }): Record<string, unknown> {
  return record.context ?? {};
}
