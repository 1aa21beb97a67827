-- Everything that was done or refused, one entry a row: canonical JSON that names the hash of the entry before it.
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

-- Written at a health check.
CREATE TABLE health_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;

-- A pack is recorded before it is signed: its claims first, then the document. A version without a document was never delivered.
CREATE TABLE pack_recorded (
    version INTEGER PRIMARY KEY,
    issued INTEGER NOT NULL,
    source TEXT NOT NULL,
    claims TEXT,
    document TEXT,
    revoked INTEGER
) STRICT;
INSERT INTO pack_recorded (version, issued, source, document, revoked)
SELECT version, issued, source, document, revoked FROM pack;
DROP TABLE pack;
ALTER TABLE pack_recorded RENAME TO pack;

-- The root key that signed the newest license of a computer (thumbprint), whether that license is for a directory, and the license
-- pack that the computer had when it asked; none for those that asked by telephone.
ALTER TABLE computer ADD COLUMN signed_by TEXT;
ALTER TABLE computer ADD COLUMN directory INTEGER NOT NULL DEFAULT 0;
ALTER TABLE computer ADD COLUMN pack INTEGER;
ALTER TABLE slot ADD COLUMN signed_by TEXT;
