-- When a session's password was last asked, until when failures bar an account (as administrators are shown it; what
-- decides is sign_in_failure), forgotten passwords, and second factors.
ALTER TABLE user_session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE user_account ADD COLUMN blocked_until BIGINT NOT NULL DEFAULT 0;

-- Links to choose a new password: of the token only its hash.
CREATE TABLE password_reset (
  -- clustered
  tenant_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX password_reset_user ON password_reset (tenant_id, user_id);

CREATE TABLE second_factor (
  -- clustered
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  secret TEXT NOT NULL,      -- sealed with a key of the data folder
  confirmed_at BIGINT,       -- null while it is being set up
  last_step BIGINT NOT NULL, -- codes up to this time step are used up
  PRIMARY KEY (tenant_id, user_id)
);

CREATE TABLE recovery_code (
  -- clustered
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  code_hash TEXT NOT NULL, -- keyed
  PRIMARY KEY (tenant_id, user_id, code_hash)
);
