-- Stretches of this authority's life between two restores, oldest first. The last is the one that new keys belong to.
CREATE TABLE epoch (
    id INTEGER PRIMARY KEY,
    tag INTEGER NOT NULL UNIQUE,
    random BLOB NOT NULL
) STRICT;
