-- What a person finds on the desk: notices, news, saved searches, recent items.
CREATE TABLE notification (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_id TEXT NOT NULL,
  params TEXT NOT NULL, -- JSON, for the text of the notice
  created_at BIGINT NOT NULL,
  read_at BIGINT, -- null while unread
  PRIMARY KEY (tenant_id, user_id, id) -- clustered
);

CREATE INDEX notification_unread ON notification (tenant_id, user_id) WHERE read_at IS NULL;

CREATE TABLE news (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE saved_search (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL, -- JSON
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, id)
);
CREATE UNIQUE INDEX saved_search_name ON saved_search (tenant_id, user_id, entity, name);

CREATE TABLE recent_item (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, record_id) -- clustered
);
