-- Files of companies being brought in: a job whose every step is in these rows, so that it goes on where it was.
CREATE TABLE company_import (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  library TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL,      -- reading, read, checking, checked, importing, done, removing
  total BIGINT NOT NULL,    -- rows, without the headings
  next_row BIGINT NOT NULL, -- from 1: of the check or of the import
  entered BIGINT NOT NULL,
  bound BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  headings TEXT NOT NULL,   -- JSON: a row
  target TEXT NOT NULL,     -- JSON: {"columns", "into", "pool", "person", "tags", "warned"}
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX company_import_by_person ON company_import (tenant_id, library, created_by, created_at);
CREATE INDEX company_import_work ON company_import (tenant_id, changed_at)
  WHERE state IN ('checking', 'importing', 'removing');

CREATE TABLE company_import_row (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  number BIGINT NOT NULL,   -- from 1
  outcome TEXT NOT NULL,    -- entered, bound, refused; empty: not yet
  company_id TEXT NOT NULL,
  violations TEXT NOT NULL, -- JSON: [{"code", "path", "params"}]
  cells TEXT NOT NULL,      -- JSON
  PRIMARY KEY (tenant_id, import_id, number) -- clustered
);
CREATE INDEX company_import_row_outcome ON company_import_row (tenant_id, import_id, outcome, number);

-- By what rows of a file that would be entered are found by later ones, while it is checked.
CREATE TABLE company_import_key (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  key_text TEXT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, import_id, key_text, number) -- clustered
);
