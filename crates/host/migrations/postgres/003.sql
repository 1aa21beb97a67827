-- What the store knows of the time, in one row: a host whose clock disagrees with it goes on by this.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- The newest time that was certain.
    latest BIGINT,
    -- What the clock showed when an administrator confirmed it last.
    confirmed BIGINT,
    -- When history was removed last.
    pruned BIGINT
) WITH (fillfactor = 50);
INSERT INTO clock VALUES (1, (SELECT at FROM request ORDER BY id DESC LIMIT 1), NULL, NULL);
