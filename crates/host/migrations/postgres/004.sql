-- A license pack may rename the service: a host has to find the record that it published under another name.
ALTER TABLE published ADD COLUMN service TEXT NOT NULL DEFAULT 'muster';

-- The notices of an end that each host gave last, so that a restart repeats none.
CREATE TABLE notice (
    host TEXT NOT NULL,
    -- What ends: 'license' or 'pack'.
    subject TEXT NOT NULL,
    -- The end, in seconds since 1970-01-01T00:00:00Z.
    until BIGINT NOT NULL,
    -- How many days before the end the notice was due.
    days BIGINT NOT NULL,
    PRIMARY KEY (host, subject)
);
