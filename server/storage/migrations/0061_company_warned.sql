-- Of which owners have been told that it goes back to the pool; null: not yet, or of another time than that it is due at now.
ALTER TABLE company ADD COLUMN warned_at BIGINT;
CREATE INDEX company_warn ON company (tenant_id, warn_at) WHERE warn_at IS NOT NULL AND warned_at IS NULL;
