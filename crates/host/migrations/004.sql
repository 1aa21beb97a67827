-- A license pack may rename the service: the host has to find the record that it published under another name.
ALTER TABLE published ADD COLUMN service TEXT NOT NULL DEFAULT 'muster';

-- The notices of an end that were given last, so that a restart repeats none.
CREATE TABLE notice (
    -- What ends: 'license' or 'pack'.
    subject TEXT PRIMARY KEY,
    -- The end, in seconds since 1970-01-01T00:00:00Z.
    until INTEGER NOT NULL,
    -- How many days before the end the notice was due.
    days INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
