-- How many computers a MAK activates, and how far that can be raised; none for other keys.
ALTER TABLE product_key ADD COLUMN activation_limit INTEGER;
ALTER TABLE product_key ADD COLUMN ceiling INTEGER;

-- Versions of the pack that must not be used any more.
ALTER TABLE pack ADD COLUMN revoked INTEGER;

-- Every root key there ever was, oldest first. The first is the one that the first installations were made with.
CREATE TABLE root (
    id INTEGER PRIMARY KEY,
    jwk TEXT NOT NULL UNIQUE,
    trusted INTEGER NOT NULL
) STRICT;

-- Licenses signed ahead of time; one is taken when an installation id is confirmed.
CREATE TABLE slot (
    kind INTEGER NOT NULL,
    key_group INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    number INTEGER NOT NULL,
    claims TEXT NOT NULL,
    installation_id TEXT,
    confirmed INTEGER,
    PRIMARY KEY (kind, key_group, serial, number),
    FOREIGN KEY (kind, key_group, serial) REFERENCES product_key
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_installation_id ON slot (installation_id);

-- Activations by a MAK that were given back.
CREATE TABLE returned (
    host_key BLOB PRIMARY KEY,
    machine TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Holders of licenses that are not valid any more.
CREATE TABLE revocation (
    holder TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Issuance licenses; the claims are what was signed.
CREATE TABLE issuance (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    claims TEXT NOT NULL,
    issued INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
