-- Contacts leave without being forgotten: forms filled in before still name them.
ALTER TABLE contact ADD COLUMN active BIGINT NOT NULL DEFAULT 1;
ALTER TABLE contact ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
