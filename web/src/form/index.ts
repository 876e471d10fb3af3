/**
 * Forms on the page, drawn from definitions; what they require, only @qudao/core decides.
 *
 *   <RecordForm record={record} onChanged={…} onReload={…} />     fill in, or read when frozen
 *   <ApproverFields record={record} fields={…} onChange={…} />    an approver's part of a frozen one
 *   useQuery(definitionQuery('signing'))                          a definition, compiled once
 *   displayValue(field, answer, options)                          an answer as a person reads it
 */
export { ApproverFields } from './approver_fields';
export { RecordForm } from './record_form';
export type { RecordFormProps } from './record_form';
export { definitionQuery } from './model/definition_query';
export { displayTime, displayValue } from './model/display';
