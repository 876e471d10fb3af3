-- Keys of names from which a letter is missing: those of all companies are made anew in the background, and until then found by what
-- they had.
INSERT INTO company_rekey (tenant_id, after_id, done)
SELECT DISTINCT tenant_id, '', 0 FROM company WHERE true
ON CONFLICT (tenant_id) DO UPDATE SET after_id = excluded.after_id, done = excluded.done;
