-- An account that may not sign in, and the link by which its password is chosen.
ALTER TABLE console_account ADD COLUMN disabled BOOLEAN NOT NULL DEFAULT FALSE;
-- SHA-256 of its token.
ALTER TABLE console_account ADD COLUMN link BYTEA;
ALTER TABLE console_account ADD COLUMN link_until BIGINT;

-- Everything that was done or refused in the consoles of all hosts of the database, one entry a row: canonical JSON that names the hash of
-- the entry before it.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
