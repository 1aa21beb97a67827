-- What programs show to call the API of the console of any host of the database.
CREATE TABLE console_token (
    -- SHA-256 of the token, which is shown once.
    hash BYTEA PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The role whose rights it has.
    scope TEXT NOT NULL,
    maker TEXT NOT NULL,
    created BIGINT NOT NULL,
    until BIGINT NOT NULL,
    -- The last use, a minute exact.
    used BIGINT
);
