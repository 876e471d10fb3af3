-- Answers whose field the newer versions of the definition no longer have: JSON, see core/version.
ALTER TABLE record ADD COLUMN aside TEXT NOT NULL DEFAULT '[]';
