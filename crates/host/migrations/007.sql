-- An account that may not sign in, and the link by which its password is chosen.
ALTER TABLE console_account ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
-- SHA-256 of its token.
ALTER TABLE console_account ADD COLUMN link BLOB;
ALTER TABLE console_account ADD COLUMN link_until INTEGER;

-- Everything that was done or refused in the console, one entry a row: canonical JSON that names the hash of the entry before it.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
