-- Who may sign in to the console.
CREATE TABLE console_account (
    -- In small letters.
    name TEXT PRIMARY KEY,
    -- Argon2id, as a PHC string.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    created INTEGER NOT NULL
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
