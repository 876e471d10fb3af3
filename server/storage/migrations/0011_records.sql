-- Records of every entity. The long columns come last, so that lists do not read them.
CREATE TABLE record (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  entity TEXT NOT NULL,
  number TEXT NOT NULL,
  definition_version BIGINT NOT NULL,
  state TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  title TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  fields TEXT NOT NULL,      -- JSON of the indexed answers
  search_text TEXT NOT NULL, -- folded: number, title and indexed texts
  taken_over TEXT NOT NULL,  -- JSON: {"from": {"id", "number"}, "keys": […]} or null
  approval_case TEXT NOT NULL, -- JSON: state, round, level, trail
  data TEXT NOT NULL,        -- JSON: everything typed
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX record_number ON record (tenant_id, entity, number);
CREATE INDEX record_by_partner ON record (tenant_id, partner_id, entity, updated_at);
CREATE INDEX record_by_time ON record (tenant_id, entity, updated_at);

-- The indexed answers one by one, for filters and sorting.
CREATE TABLE record_value (
  tenant_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  entity TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant_id, record_id, field) -- clustered
);
CREATE INDEX record_value_lookup ON record_value (tenant_id, entity, field, value);

-- What may exist once: the database refuses the second, whoever asks at the same time.
CREATE TABLE unique_key (
  tenant_id TEXT NOT NULL,
  rule TEXT NOT NULL, -- entity.rule
  key_text TEXT NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, rule, key_text) -- clustered
);
CREATE INDEX unique_key_of ON unique_key (tenant_id, record_id);

-- Who must act now.
CREATE TABLE assignment (
  tenant_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, record_id, user_id) -- clustered
);
CREATE INDEX assignment_by_user ON assignment (tenant_id, user_id, since);

-- Who takes or took part in the approval of a record, and so may see it.
CREATE TABLE participant (
  tenant_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, record_id, user_id) -- clustered
);
CREATE INDEX participant_by_user ON participant (tenant_id, user_id);

-- Which records an uploaded file belongs to: who sees one of them may read the file.
CREATE TABLE record_attachment (
  tenant_id TEXT NOT NULL,
  attachment_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id, record_id) -- clustered
);
CREATE INDEX record_attachment_of ON record_attachment (tenant_id, record_id);

-- A command takes effect at most once: the verdict it got is given again.
CREATE TABLE command_verdict (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL, -- SHA-256 of the request: the same id with other content is refused
  record_id TEXT NOT NULL,
  failure TEXT NOT NULL, -- JSON of the refusal, empty when applied
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, command_id) -- clustered
);

CREATE TABLE number_counter (
  tenant_id TEXT NOT NULL,
  series TEXT NOT NULL, -- prefix and year
  last BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, series)
);

-- Drafts of a registration: nobody is signed in yet; only the browser knows the token.
CREATE TABLE registration_draft (
  tenant_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  user_name TEXT NOT NULL,
  data TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
);

CREATE TABLE approval_path (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL, -- province or industry
  code TEXT NOT NULL,
  levels TEXT NOT NULL, -- JSON list of lists of user ids
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, kind, code)
);

-- People of a partner company whom others may name in a form.
CREATE TABLE contact (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  mobile TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_by_partner ON contact (tenant_id, partner_id, name);
