-- Who may sign in, their sessions, and what guards the door.

CREATE TABLE tenant (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE user_account (
  tenant_id TEXT NOT NULL REFERENCES tenant (id),
  id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  employee_no TEXT NOT NULL,
  department TEXT NOT NULL,
  area TEXT NOT NULL,
  province TEXT NOT NULL,
  industry TEXT NOT NULL,
  email TEXT NOT NULL,
  mobile TEXT NOT NULL,
  roles TEXT NOT NULL, -- words with a space between
  partner_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  state TEXT NOT NULL, -- active, locked, disabled
  password_hash TEXT NOT NULL,
  must_change_password BIGINT NOT NULL,
  last_sign_in_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX user_account_partner ON user_account (tenant_id, partner_id);

-- The unique rule of user names, on their folded form: whoever holds the row holds the name.
CREATE TABLE user_name (
  -- clustered
  tenant_id TEXT NOT NULL,
  folded TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, folded)
);

CREATE TABLE user_session (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
);
CREATE INDEX user_session_user ON user_session (tenant_id, user_id);

-- Failures by user name (known or not) and by address; a row older than its window counts as none.
CREATE TABLE sign_in_failure (
  -- clustered
  tenant_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  failures BIGINT NOT NULL,
  window_start BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, subject)
);

CREATE TABLE captcha_used (
  -- clustered
  tenant_id TEXT NOT NULL,
  challenge TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, challenge)
);

CREATE TABLE setting (
  -- clustered
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
);

-- Links that work once: the one that creates the administrator.
CREATE TABLE one_time_link (
  -- clustered
  tenant_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  purpose TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
);
