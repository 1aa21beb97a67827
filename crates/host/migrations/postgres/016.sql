-- The 30 days since 1970 in which a machine was last seen, and those in which its activation ends, so that those that are silent, and those
-- that end next, are found in an index. They change once in a month of renewals, where the times themselves would at every one, and each change
-- of a column with an index costs a new row in all of them.
ALTER TABLE machine ADD COLUMN seen_month BIGINT NOT NULL GENERATED ALWAYS AS (last_seen / 2592000) STORED,
    ADD COLUMN end_month BIGINT GENERATED ALWAYS AS (activated_until / 2592000) STORED;
CREATE INDEX machine_seen_month ON machine (seen_month);
CREATE INDEX machine_end_month ON machine (end_month);

-- The hosts that share this database: each says every five minutes that it runs.
CREATE TABLE sharing_host (
    name TEXT PRIMARY KEY,
    seen BIGINT NOT NULL,
    -- Of Muster, as it runs there.
    version TEXT NOT NULL
);
