import { useEffect, useRef } from 'react';
import type { FullRecord, RecordData } from '../api';
import { PageLoading } from '../app/page_loading';
import { useLoadedDefinition } from './model/definition_query';
import { FormProvider } from './model/form_context';
import type { LoadedDefinition } from './model/open_form';
import { useFormStore } from './record/use_form_store';
import { FieldRow } from './view/field_row';
import { useWhyKey } from './why/use_why_key';
import styles from './approver_fields.module.css';

interface Props {
  record: FullRecord;
  /** What the approver may fill in while everything else is frozen: an answer of core. */
  fields: readonly string[];
  /** The fields' answers, null where emptied; whether core finds nothing wrong with them. */
  onChange: (data: RecordData, valid: boolean) => void;
}

/** The approver's part of a frozen record, e.g. the distributor a dealer signing is bound to. */
export function ApproverFields({ record, fields, onChange }: Props) {
  const { data: definition } = useLoadedDefinition(record.entity, record.definition_version);
  if (!definition) return <PageLoading />;
  return <Fields definition={definition} record={record} fields={fields} onChange={onChange} />;
}

function Fields({
  definition,
  record,
  fields,
  onChange,
}: Props & { definition: LoadedDefinition }) {
  const store = useFormStore({
    definition,
    record: record.data,
    values: record.context ?? {},
    lookups: record.lookups,
    recordId: record.id,
    mode: 'frozen',
    editable: fields,
  });
  useWhyKey(store);
  const latest = useRef({ fields, onChange });
  useEffect(() => {
    latest.current = { fields, onChange };
  });
  useEffect(
    () =>
      store.onEdit(() => {
        const paths = latest.current.fields;
        const data = store.data();
        const answers = Object.fromEntries(paths.map((path) => [path, data[path] ?? null]));
        const valid = paths
          .flatMap((path) => store.within(path))
          .every((path) => store.view(path).state.violations.length === 0);
        latest.current.onChange(answers, valid);
      }),
    [store],
  );
  return (
    <FormProvider value={store}>
      <div className={styles.fields}>
        {fields.map((path) => (
          <FieldRow key={path} path={path} />
        ))}
      </div>
    </FormProvider>
  );
}
