/** The tables of the local database. Rows are JSON under a key; what is listed or swept by has a column of its own. */

/** core/sync's own (client.h), read whole when the client is opened. */
export const clientTables = ['client', 'command', 'draft', 'refused'] as const;

/**
 * `record`: as the server last told it. `seen`: whole records as they were last shown. `kept`: whatever else pages want to
 * find again without a connection. `file` and `content`: attachments the server does not have yet (files.ts).
 */
const tables = [
  ...[...clientTables, 'seen', 'kept'].map(
    (table) =>
      `CREATE TABLE ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  ),
  `CREATE TABLE record (key TEXT PRIMARY KEY, entity TEXT NOT NULL, state TEXT NOT NULL,
     updated_at TEXT NOT NULL, generation INTEGER NOT NULL, value TEXT NOT NULL) STRICT`,
  'CREATE INDEX record_by_time ON record (entity, updated_at)',
  'CREATE INDEX record_by_generation ON record (generation)',
].join(';');

/** What a query has to say to find the commands of a record by their index. */
export const recordOfCommand = "(value -> 'command' ->> 'record')";

/**
 * A WITHOUT ROWID table keeps two kilobytes of a row in its tree and the rest on a page of its own. Answers are larger: 1,000 edits
 * of 2.4 kB write 54 MB into plain tables (with a rollback journal) in place of 72, sending them 30 in place of 49.
 */
const plain = (table: string) =>
  `CREATE TABLE plain (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   INSERT INTO plain SELECT key, value FROM ${table};
   DROP TABLE ${table};
   ALTER TABLE plain RENAME TO ${table}`;

/** The steps from an empty database to this layout; how many were taken is its version. One of a newer layout is left alone. */
export const steps = [
  tables,
  `CREATE INDEX command_by_record ON command (${recordOfCommand})`,
  `CREATE TABLE file (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE content (sha256 TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,
     PRIMARY KEY (sha256, part)) STRICT`,
  [
    ...['command', 'draft', 'refused', 'seen', 'kept'].map(plain),
    `CREATE INDEX command_by_record ON command (${recordOfCommand})`,
  ].join(';'),
];
