-- What people say of themselves (core/identity/own_data.h): messengers as JSON, [{"type", "name"}]; when they said last that all of it
-- holds, 0: never.
ALTER TABLE user_account ADD COLUMN messengers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE user_account ADD COLUMN data_confirmed_at BIGINT NOT NULL DEFAULT 0;
