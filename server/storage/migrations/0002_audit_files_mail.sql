CREATE TABLE audit_entry (
  -- clustered
  tenant_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  time BIGINT NOT NULL,
  user_id TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

CREATE TABLE audit_head (
  -- clustered
  tenant_id TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE TABLE attachment (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  type TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE mail_message (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL, -- queued, sent, failed
  attempts BIGINT NOT NULL,
  next_attempt_at BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX mail_message_due ON mail_message (state, next_attempt_at);
