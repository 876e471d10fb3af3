-- Companies that people work on: whose each is, what it is found by, what happened to it.
CREATE TABLE company (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  library TEXT NOT NULL,
  pool TEXT NOT NULL,       -- it lies in, or came from
  owner TEXT NOT NULL,      -- id of a user; empty: in the pool
  version BIGINT NOT NULL,
  counts BIGINT NOT NULL,   -- in its owner's inventory: 1 or 0
  name TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at BIGINT NOT NULL,
  owned_since BIGINT NOT NULL,
  touched_at BIGINT,
  dealt_at BIGINT,
  follow_up_at BIGINT,
  name_wanted TEXT NOT NULL,
  name_due_at BIGINT,
  due_rule TEXT NOT NULL,
  warn_at BIGINT,
  due_at BIGINT,            -- when it goes back to the pool
  name_text TEXT NOT NULL,  -- folded, for searches of those whose it is not
  search_text TEXT NOT NULL,-- folded: name, numbers, code
  tags TEXT NOT NULL,       -- JSON
  protections TEXT NOT NULL,-- JSON: [{"person", "until"}]
  data TEXT NOT NULL,       -- JSON
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX company_by_owner ON company (tenant_id, library, owner, counts, owned_since);
CREATE INDEX company_by_pool ON company (tenant_id, library, pool, owner, entered_at);
CREATE INDEX company_due ON company (tenant_id, due_at) WHERE due_at IS NOT NULL;

-- What a company is found by (core/match).
CREATE TABLE company_key (
  tenant_id TEXT NOT NULL,
  key_text TEXT NOT NULL,
  company_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, key_text, company_id) -- clustered
);
CREATE INDEX company_key_of ON company_key (tenant_id, company_id);

-- What only one company can have: a registration, and, while it is somebody's, a number.
CREATE TABLE company_fact (
  tenant_id TEXT NOT NULL,
  fact TEXT NOT NULL,
  company_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, fact) -- clustered
);
CREATE INDEX company_fact_of ON company_fact (tenant_id, company_id);

CREATE TABLE company_event (
  tenant_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  id TEXT NOT NULL, -- UUID v7: in the order of time
  library TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL, -- id of a user; empty: the system
  from_user TEXT NOT NULL,
  to_user TEXT NOT NULL,
  counts BIGINT NOT NULL, -- of a note: as a contact
  created_at BIGINT NOT NULL,
  detail TEXT NOT NULL, -- JSON
  PRIMARY KEY (tenant_id, company_id, id) -- clustered
);
CREATE INDEX company_event_by_actor ON company_event (tenant_id, library, actor, created_at);

-- Who lost a company to the pool, last when.
CREATE TABLE company_left (
  tenant_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  left_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, company_id, user_id) -- clustered
);

-- Claims are counted when they are made, whatever becomes of the companies.
CREATE TABLE company_claims (
  tenant_id TEXT NOT NULL,
  library TEXT NOT NULL,
  user_id TEXT NOT NULL,
  day_start BIGINT NOT NULL,
  claims BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, library, user_id, day_start) -- clustered
);

-- Entries that found somebody was faster: kept with the company that was there first.
CREATE TABLE company_entry (
  tenant_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL, -- SHA-256 of the data: the same again is the same
  created_at BIGINT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (tenant_id, company_id, user_id, fingerprint)
);

CREATE TABLE company_application (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  library TEXT NOT NULL,
  company_id TEXT NOT NULL,
  name TEXT NOT NULL,
  applicant TEXT NOT NULL,
  person TEXT NOT NULL,
  special BIGINT NOT NULL,
  state TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  due_at BIGINT,
  answered_by TEXT NOT NULL,
  answered_at BIGINT,
  PRIMARY KEY (tenant_id, id)
);
-- Who asks first keeps others out.
CREATE UNIQUE INDEX company_application_holds ON company_application (tenant_id, company_id)
  WHERE state IN ('open', 'allowed');
CREATE INDEX company_application_state ON company_application (tenant_id, library, state, applied_at);

-- Whose turn it was last when a pool distributes.
CREATE TABLE company_turn (
  tenant_id TEXT NOT NULL,
  library TEXT NOT NULL,
  pool TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, library, pool)
);
