-- When who was handed a company is reminded of following it up, and when that was done; null: not, or not yet.
ALTER TABLE company ADD COLUMN remind_at BIGINT;
ALTER TABLE company ADD COLUMN reminded_at BIGINT;
CREATE INDEX company_remind ON company (tenant_id, remind_at) WHERE remind_at IS NOT NULL AND reminded_at IS NULL;
