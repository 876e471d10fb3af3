-- People at a company, by whose numbers it is found too: a JSON list of {"id", "name", "position", "mobile", "phone", "email",
-- "remark", "main"}.
ALTER TABLE company ADD COLUMN contacts TEXT NOT NULL DEFAULT '[]';
