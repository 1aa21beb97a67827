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
