-- The members of the pools as rows that SQL can read; and times of events as seconds since 1970-01-01T00:00:00Z, as in
-- every other table.

-- The machines that count for an application: at most twice its threshold. A machine that takes the place of another takes
-- its row too: no index changes, so the table does not grow.
CREATE TABLE pool_member (
    application UUID NOT NULL,
    slot BIGINT NOT NULL,
    cmid UUID NOT NULL,
    -- The last request.
    last_seen BIGINT NOT NULL,
    -- Orders the members of a pool by their last requests, also within a second.
    sequence BIGINT NOT NULL,
    PRIMARY KEY (application, slot)
) WITH (fillfactor = 50);

-- A pool was 24 bytes for each member, oldest request first: 16 of CMID, 8 of time as a signed big-endian number.
INSERT INTO pool_member (application, slot, cmid, last_seen, sequence)
SELECT
    application,
    place,
    encode(substr(members, 24 * place + 1, 16), 'hex')::uuid,
    ('x' || encode(substr(members, 24 * place + 17, 8), 'hex'))::bit(64)::bigint,
    place
FROM pool CROSS JOIN LATERAL generate_series(0, length(members) / 24 - 1) AS place;

DROP TABLE pool;

-- A time that nobody can read becomes 0: the event stays.
ALTER TABLE event ALTER COLUMN time TYPE BIGINT USING
    CASE
        WHEN time ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$' THEN extract(epoch FROM time::timestamptz)::bigint
        ELSE 0
    END;
ALTER TABLE event RENAME COLUMN time TO at;
