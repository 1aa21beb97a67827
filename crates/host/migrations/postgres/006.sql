-- Who may sign in to the console of any host of the database.
CREATE TABLE console_account (
    -- In small letters.
    name TEXT PRIMARY KEY,
    -- Argon2id, as a PHC string.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- Who is signed in.
CREATE TABLE console_session (
    -- SHA-256 of the id, which only the browser has.
    id BYTEA PRIMARY KEY,
    account TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- The last use, a minute exact.
    used BIGINT NOT NULL
);

-- The links by which the first administrator is made, one of each host.
CREATE TABLE console_setup (
    host TEXT PRIMARY KEY,
    -- SHA-256 of its token.
    token BYTEA NOT NULL,
    -- When it ends.
    until BIGINT NOT NULL
);

-- Failed sign-ins of an account or a network since its last success, for a day.
CREATE TABLE console_failure (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
