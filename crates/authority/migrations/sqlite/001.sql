CREATE TABLE pack (
    version INTEGER PRIMARY KEY,
    issued INTEGER NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;

-- A key itself is not kept: its claim and the authority's secret make it again.
CREATE TABLE product_key (
    kind INTEGER NOT NULL,
    key_group INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    partial TEXT NOT NULL,
    issued INTEGER NOT NULL,
    blocked INTEGER,
    PRIMARY KEY (kind, key_group, serial)
) STRICT, WITHOUT ROWID;

-- One row per computer that a key has activated; the claims are what was signed.
CREATE TABLE computer (
    kind INTEGER NOT NULL,
    key_group INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    hardware BLOB NOT NULL,
    machine TEXT NOT NULL,
    host_key BLOB NOT NULL,
    activations INTEGER NOT NULL,
    activated INTEGER NOT NULL,
    claims TEXT NOT NULL,
    PRIMARY KEY (kind, key_group, serial, hardware),
    FOREIGN KEY (kind, key_group, serial) REFERENCES product_key
) STRICT, WITHOUT ROWID;
