-- The members of the pools as rows that SQL can read; and times of events as seconds since 1970-01-01T00:00:00Z, as in
-- every other table.

-- The machines that count for an application: at most twice its threshold. A machine that takes the place of another takes
-- its row too.
CREATE TABLE pool_member (
    application BLOB NOT NULL,
    slot INTEGER NOT NULL,
    cmid BLOB NOT NULL,
    -- The last request.
    last_seen INTEGER NOT NULL,
    -- Orders the members of a pool by their last requests, also within a second.
    sequence INTEGER NOT NULL,
    PRIMARY KEY (application, slot)
) STRICT, WITHOUT ROWID;

-- A pool was 24 bytes for each member, oldest request first: 16 of CMID, 8 of time as a signed big-endian number.
WITH RECURSIVE
    record (application, place) AS (
        SELECT application, 0 FROM pool WHERE length(members) >= 24
        UNION ALL
        SELECT application, place + 1 FROM record JOIN pool USING (application)
        WHERE length(members) >= 24 * (place + 2)
    ),
    decoded (application, place, cmid, digits) AS (
        SELECT application, place, substr(members, 24 * place + 1, 16), hex(substr(members, 24 * place + 17, 8))
        FROM record JOIN pool USING (application)
    )
INSERT INTO pool_member (application, slot, cmid, last_seen, sequence)
SELECT
    application,
    place,
    cmid,
    -- The place of a digit in this text is its value; that of 0, which is not in it, is 0.
    (instr('123456789ABCDEF', substr(digits, 1, 1)) << 60) | (instr('123456789ABCDEF', substr(digits, 2, 1)) << 56)
    | (instr('123456789ABCDEF', substr(digits, 3, 1)) << 52) | (instr('123456789ABCDEF', substr(digits, 4, 1)) << 48)
    | (instr('123456789ABCDEF', substr(digits, 5, 1)) << 44) | (instr('123456789ABCDEF', substr(digits, 6, 1)) << 40)
    | (instr('123456789ABCDEF', substr(digits, 7, 1)) << 36) | (instr('123456789ABCDEF', substr(digits, 8, 1)) << 32)
    | (instr('123456789ABCDEF', substr(digits, 9, 1)) << 28) | (instr('123456789ABCDEF', substr(digits, 10, 1)) << 24)
    | (instr('123456789ABCDEF', substr(digits, 11, 1)) << 20) | (instr('123456789ABCDEF', substr(digits, 12, 1)) << 16)
    | (instr('123456789ABCDEF', substr(digits, 13, 1)) << 12) | (instr('123456789ABCDEF', substr(digits, 14, 1)) << 8)
    | (instr('123456789ABCDEF', substr(digits, 15, 1)) << 4) | instr('123456789ABCDEF', substr(digits, 16, 1)),
    place
FROM decoded ORDER BY application, place;

DROP TABLE pool;

CREATE TABLE event_at (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    info TEXT NOT NULL
) STRICT;

-- A time that nobody can read becomes 0: the event stays.
INSERT INTO event_at (id, at, number, level, message, info)
SELECT id, coalesce(unixepoch(time), 0), number, level, message, info FROM event ORDER BY id;

DROP TABLE event;
ALTER TABLE event_at RENAME TO event;
