-- What the store knows of the time, in one row: a host whose clock disagrees with it goes on by this.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- The newest time that was certain.
    latest INTEGER,
    -- What the clock showed when an administrator confirmed it last.
    confirmed INTEGER,
    -- When history was removed last.
    pruned INTEGER
) STRICT;
INSERT INTO clock VALUES (1, (SELECT at FROM request ORDER BY id DESC LIMIT 1), NULL, NULL);
