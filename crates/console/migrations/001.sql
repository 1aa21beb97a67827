-- Who may sign in to the console.
CREATE TABLE console_account (
    -- As names of accounts are normalised.
    name TEXT PRIMARY KEY,
    -- Argon2id, as a PHC string; empty if none was chosen yet.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- Whether it may not sign in.
    disabled INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of the token of the link by which its password is chosen.
    link BLOB,
    link_until INTEGER
) STRICT, WITHOUT ROWID;

-- Who is signed in.
CREATE TABLE console_session (
    -- SHA-256 of the id, which only the browser has.
    id BLOB PRIMARY KEY,
    account TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- The last use, a minute exact.
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The link by which the first administrator is made.
CREATE TABLE console_setup (
    -- SHA-256 of its token.
    token BLOB PRIMARY KEY,
    -- When it ends.
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed sign-ins of an account or a network since its last success, for a day.
CREATE TABLE console_failure (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What programs show to call the API of the console.
CREATE TABLE console_token (
    -- SHA-256 of the token, which is shown once.
    hash BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The role whose rights it has.
    scope TEXT NOT NULL,
    maker TEXT NOT NULL,
    created INTEGER NOT NULL,
    until INTEGER NOT NULL,
    -- The last use, a minute exact.
    used INTEGER
) STRICT, WITHOUT ROWID;

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
