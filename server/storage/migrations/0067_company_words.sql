-- Versions of the organisation's words and rule (0: those of the installation) that keys of stored companies may be made by: while
-- there are several, companies are looked for by all of them, and keys are made anew. None: only 0.
CREATE TABLE company_words (
  tenant_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, version)
);

-- Where making them anew is.
CREATE TABLE company_rekey (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  after_id TEXT NOT NULL,
  done BIGINT NOT NULL
);
