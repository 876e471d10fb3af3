-- Files of companies: attachments that somebody put to one.
CREATE TABLE company_file (
  tenant_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  attachment_id TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, company_id, attachment_id) -- clustered
);
CREATE INDEX company_file_of ON company_file (tenant_id, attachment_id);
