-- Companies that were merged into others, and how both were: what undoes it.
CREATE TABLE company_merge (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  library TEXT NOT NULL,
  kept_id TEXT NOT NULL,
  gone_id TEXT NOT NULL,
  holder_id TEXT NOT NULL, -- the company that has what was its now: after further merges another than kept_id; empty: undone
  merged_by TEXT NOT NULL,
  merged_at BIGINT NOT NULL,
  undone_by TEXT NOT NULL,
  undone_at BIGINT,
  state TEXT NOT NULL,     -- JSON: {"kept", "other", "merged"}
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX company_merge_held ON company_merge (tenant_id, holder_id);
CREATE INDEX company_merge_kept ON company_merge (tenant_id, kept_id, merged_at);
CREATE UNIQUE INDEX company_merge_gone ON company_merge (tenant_id, gone_id) WHERE undone_at IS NULL;

-- What was known of those merged into it, by which it is found too: a JSON list of data.
ALTER TABLE company ADD COLUMN also TEXT NOT NULL DEFAULT '[]';

-- Pairs that somebody says are two: of two companies a row each way, or of one and a name.
CREATE TABLE company_apart (
  tenant_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  other TEXT NOT NULL, -- id of the other one, or "=" and the folded name of what is no company yet
  mark_id TEXT NOT NULL,
  name TEXT NOT NULL,  -- of the other one, when it was marked
  reason TEXT NOT NULL,
  marked_by TEXT NOT NULL,
  marked_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, company_id, other) -- clustered
);
CREATE INDEX company_apart_mark ON company_apart (tenant_id, mark_id);
