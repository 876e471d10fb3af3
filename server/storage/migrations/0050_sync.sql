-- What changed, in the order it was committed: one row per record with its last position, so that the log is no longer than
-- the records and what was removed of late.
CREATE TABLE sync_log (
  -- clustered
  tenant_id TEXT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL, -- the last one
  purged BIGINT NOT NULL    -- removals up to here are forgotten
);

CREATE TABLE sync_change (
  -- clustered
  tenant_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  removed_at BIGINT NOT NULL, -- 0: the record is there
  PRIMARY KEY (tenant_id, record_id)
);
CREATE UNIQUE INDEX sync_change_order ON sync_change (tenant_id, position);
CREATE INDEX sync_change_partner ON sync_change (tenant_id, partner_id, position);
CREATE INDEX sync_change_removed ON sync_change (tenant_id, removed_at) WHERE removed_at > 0;

-- Who no longer takes part in a record that is still there.
CREATE TABLE sync_removal (
  -- clustered
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  removed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, record_id)
);
CREATE INDEX sync_removal_order ON sync_removal (tenant_id, position);
CREATE INDEX sync_removal_age ON sync_removal (tenant_id, removed_at);

INSERT INTO sync_change (tenant_id, record_id, entity, partner_id, position, removed_at)
SELECT tenant_id, id, entity, partner_id,
  row_number() OVER (PARTITION BY tenant_id ORDER BY created_at, id), 0
FROM record;
INSERT INTO sync_log (tenant_id, position, purged)
SELECT tenant_id, count(*), 0 FROM record GROUP BY tenant_id;

-- Devices: each numbers its commands.
CREATE TABLE sync_client (
  -- clustered
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  acknowledged BIGINT NOT NULL, -- it knows the verdicts up to here
  position BIGINT NOT NULL,     -- it has asked from here last
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sync_client_seen ON sync_client (tenant_id, seen_at);
CREATE INDEX sync_client_user ON sync_client (tenant_id, user_id);

CREATE TABLE sync_verdict (
  tenant_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  command_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  verdict TEXT NOT NULL, -- JSON, see core/sync
  command TEXT NOT NULL, -- JSON of one that is held; empty once it is decided
  PRIMARY KEY (tenant_id, client_id, seq) -- clustered
);
CREATE INDEX sync_verdict_held ON sync_verdict (tenant_id, client_id, seq) WHERE command <> '';
CREATE INDEX sync_verdict_age ON sync_verdict (tenant_id, created_at);
