-- What a library offers for a field of a company: kept by its administrators.
CREATE TABLE company_choices (
  tenant_id TEXT NOT NULL,
  library TEXT NOT NULL,
  field TEXT NOT NULL,  -- source, industry
  version BIGINT NOT NULL,
  items TEXT NOT NULL,  -- JSON: texts, in the order they are offered in
  PRIMARY KEY (tenant_id, library, field)
);
