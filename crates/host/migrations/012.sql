-- When whoever a session is of last showed that it is him; 0 for one that is older than this column.
ALTER TABLE console_session ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;

-- What accounts sign in with beside a password (WebAuthn).
CREATE TABLE console_passkey (
    -- The authenticator's id of it.
    id BLOB PRIMARY KEY,
    account TEXT NOT NULL,
    -- The name of the console that it was made at: no other takes it.
    site TEXT NOT NULL,
    -- What authenticators know the account by: random, and the same in all passkeys of the account.
    user_handle BLOB NOT NULL,
    -- What its owner calls it.
    name TEXT NOT NULL,
    -- Its public key and the counter of its uses, JSON.
    credential TEXT NOT NULL,
    created INTEGER NOT NULL,
    used INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX console_passkey_account ON console_passkey (account);

-- The inventory by name, which the console's list begins with; the key of the row stands in it by itself.
CREATE INDEX machine_name ON machine (name);
