-- Documents of the packs by version: a record is always opened with the definition it was filled under.
CREATE TABLE pack_document (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL, -- definition, dictionary or texts
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  document TEXT NOT NULL,
  author TEXT NOT NULL, -- 'pack' or the id of an administrator, whose version no pack replaces
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, kind, name, version)
);

-- Numbers that rise when something changes that others remember: 'definitions' for pack documents; 'directory' for what
-- decisions read besides the record (users, approval paths, settings, partner details).
CREATE TABLE stamp (
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
);
