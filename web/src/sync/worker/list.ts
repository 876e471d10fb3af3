/** Lists of records as this device knows them, narrowed and sorted as the server does it. */
import type { SqlValue } from '@evolu/sqlite-wasm';
import type { Draft, ListAsk, LocalRow } from '../messages';
import type { Database } from './database';
import { recordOfCommand } from './schema';

interface Condition {
  sql: string;
  parameters: SqlValue[];
}

/** Columns of a list that are no answers. */
const facts = new Set(['number', 'title', 'state', 'created_at', 'updated_at']);

/** About a millisecond, and as long as it takes to look at every record where a text is sought. */
export function list(database: Database, ask: ListAsk): { items: LocalRow[]; total: number } {
  const conditions = conditionsOf(ask);
  const parameters = conditions.flatMap((one) => one.parameters);
  const from = `FROM record r LEFT JOIN seen s ON s.key = r.key WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const items = database
    .rows(`SELECT r.value, s.value ${from} ORDER BY ${orderOf(ask)} LIMIT ? OFFSET ?`, [
      ...parameters,
      ask.count,
      ask.offset,
    ])
    .map(([record = 'null', seen = '']) => localRow(record, seen, 'null'));
  const [total] = database.rows(`SELECT count(*) ${from}`, parameters);
  const begun = begunRows(database, ask);
  return {
    items: ask.offset === 0 ? [...begun, ...items] : items,
    total: Number(total?.[0] ?? 0) + begun.length,
  };
}

function conditionsOf({ entity, states = [], text = '', filters = {}, toDecide }: ListAsk) {
  const conditions: Condition[] = [{ sql: 'r.entity = ?', parameters: [entity] }];
  if (states.length > 0) {
    conditions.push({
      sql: `r.state IN (${states.map(() => '?').join()})`,
      parameters: [...states],
    });
  }
  if (text.trim() !== '') {
    const sql = "instr(lower(r.value ->> 'number' || ' ' || (r.value ->> 'title')), lower(?)) > 0";
    conditions.push({ sql, parameters: [text.trim()] });
  }
  for (const [field, answer] of Object.entries(filters)) {
    const sql =
      "EXISTS (SELECT 1 FROM json_each(r.value -> 'fields') f WHERE f.key = ? AND f.value = ?)";
    conditions.push({ sql, parameters: [field, answer] });
  }
  if (toDecide) {
    // What the server offered this person, of the record as it still is, and nothing decided here since.
    conditions.push({
      sql: `r.value ->> 'version' = s.value ->> 'version'
        AND EXISTS (SELECT 1 FROM json_each(s.value -> 'actions') a
                    WHERE a.value ->> 'action' IN ('approve', 'reject'))
        AND r.key NOT IN (SELECT ${recordOfCommand} FROM command)`,
      parameters: [],
    });
  }
  return conditions;
}

function orderOf({ sort = { field: 'updated_at', descending: true } }: ListAsk): string {
  const { field, descending } = sort;
  // A name of the definition's language: nothing else gets into the statement.
  const name = /^[a-z][a-z0-9_]*$/.test(field) ? field : 'updated_at';
  const value = facts.has(name) ? `r.value ->> '${name}'` : `r.value -> 'fields' ->> '${name}'`;
  return `${name === 'updated_at' ? 'r.updated_at' : value} ${descending ? 'DESC' : 'ASC'}, r.key`;
}

/** Records that were begun here and the server has not got yet: on top, as nothing of them is indexed. */
function begunRows(database: Database, ask: ListAsk): LocalRow[] {
  const { states = [], text = '', filters = {}, toDecide } = ask;
  const mayBe = states.length === 0 || states.includes('draft');
  if (!mayBe || toDecide || Object.keys(filters).length > 0) return [];
  const wanted = text.trim().toLowerCase();
  return database
    .rows(
      `SELECT 'null', s.value, d.value FROM draft d LEFT JOIN seen s ON s.key = d.key
       WHERE d.value ->> 'entity' = ? AND d.value ->> 'base_version' = 0
       AND NOT EXISTS (SELECT 1 FROM record r WHERE r.key = d.key) ORDER BY d.key DESC`,
      [ask.entity],
    )
    .map(([record = 'null', seen = '', draft = 'null']) => localRow(record, seen, draft))
    .filter(
      ({ draft }) => wanted === '' || JSON.stringify(draft?.mine).toLowerCase().includes(wanted),
    );
}

function localRow(record: string, seen: string, draft: string): LocalRow {
  return {
    record: JSON.parse(record) as LocalRow['record'],
    seen: JSON.parse(seen === '' ? 'null' : seen) as LocalRow['seen'],
    draft: JSON.parse(draft) as Draft | null,
  };
}
