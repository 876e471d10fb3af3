-- The first page of a list, without sorting the library.
CREATE INDEX company_of_owner_by_time ON company (tenant_id, library, owner, owned_since, entered_at, id);
CREATE INDEX company_by_time ON company (tenant_id, library, owned_since, entered_at, id);
