-- A migration may rewrite a table: it has no limit of its own. A database of an older version has no checksums yet.
SET LOCAL statement_timeout = 0;
CREATE TABLE IF NOT EXISTS muster_schema (version INTEGER NOT NULL);
ALTER TABLE muster_schema ADD COLUMN IF NOT EXISTS checksum TEXT
