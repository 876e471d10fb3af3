-- Departments, under the organisation or a partner (core/pool/departments.h). Accounts name theirs by its full name, as before.
CREATE TABLE department (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  parent_id TEXT NOT NULL,  -- empty: directly under its company
  company_id TEXT NOT NULL, -- id of a partner; empty: the organisation
  label TEXT NOT NULL,      -- its own name
  name TEXT NOT NULL,       -- full
  type TEXT NOT NULL,
  managers TEXT NOT NULL,   -- JSON: ids of users
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX department_name ON department (tenant_id, name);

-- Worked out of the departments whenever they change: what somebody's lies in, which they lead (|name|name|), and its type.
ALTER TABLE user_account ADD COLUMN department_above TEXT NOT NULL DEFAULT '';
ALTER TABLE user_account ADD COLUMN departments_led TEXT NOT NULL DEFAULT '';
ALTER TABLE user_account ADD COLUMN department_type TEXT NOT NULL DEFAULT '';
CREATE INDEX user_account_department ON user_account (tenant_id, department);
