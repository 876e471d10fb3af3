-- Uploads that can be resumed: what their creation announced. The bytes are files until all have come. One that is
-- finished stays until its time is over, so that whoever lost the answer finds it. Its id is that of the attachment.
CREATE TABLE upload (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  type TEXT NOT NULL,
  metadata TEXT NOT NULL, -- as it was sent
  expires_at BIGINT NOT NULL,
  finished BIGINT NOT NULL, -- 1: recorded as an attachment
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX upload_user ON upload (tenant_id, user_id, finished);
CREATE INDEX upload_expiry ON upload (expires_at);
CREATE INDEX attachment_content ON attachment (tenant_id, created_by, sha256);
