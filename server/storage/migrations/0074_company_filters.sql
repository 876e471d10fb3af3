-- What lists are narrowed by exactly. Of companies there are it is filled in the background, as their keys are made anew.
ALTER TABLE company ADD COLUMN industry TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN source TEXT NOT NULL DEFAULT '';
-- In the order of the lists; counting those of the pool reads nothing else.
CREATE INDEX company_by_industry ON company (tenant_id, library, industry, owned_since, entered_at, id, owner, pool)
  WHERE industry <> '';
CREATE INDEX company_by_source ON company (tenant_id, library, source, owned_since, entered_at, id, owner, pool)
  WHERE source <> '';
INSERT INTO company_rekey (tenant_id, after_id, done)
SELECT DISTINCT tenant_id, '', 0 FROM company WHERE true
ON CONFLICT (tenant_id) DO UPDATE SET after_id = excluded.after_id, done = excluded.done;
