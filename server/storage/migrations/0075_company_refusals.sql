-- Entries that were refused because of what was there, of what was typed only what the check reads: rules are tried on them. The newest of
-- each library, for a while (server/companies/refusals.h).
CREATE TABLE company_refusal (
  tenant_id TEXT NOT NULL,
  library TEXT NOT NULL,
  user_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL, -- SHA-256 of the data: the same again is the same
  refused_at BIGINT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (tenant_id, library, user_id, fingerprint)
);
CREATE INDEX company_refusal_by_time ON company_refusal (tenant_id, library, refused_at);
