import type { FullRecord, RecordData } from '../../api';

/** What a new record starts from: last year's answers, if there were any. */
export interface Beginning {
  data: RecordData;
  taken_over: string[];
  from?: { id: string; number: string } | null;
  lookups?: Record<string, Record<string, RecordData>>;
  context?: Record<string, unknown>;
  definition_version: number;
}

/** The record it becomes, as it is shown until the server has it. */
export function beginningOf(beginning: Beginning, id: string, data: RecordData): FullRecord {
  const { definition_version, lookups = {}, context = {}, taken_over } = beginning;
  return {
    id,
    number: '',
    entity: 'signing',
    definition_version,
    state: 'draft',
    version: 0,
    data,
    lookups,
    context,
    taken_over,
    aside: [],
    trail: [],
    outlook: [],
    actions: [{ action: 'submit', allowed: true }],
    current_approvers: [],
  };
}
