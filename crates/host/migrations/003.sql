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

-- Requests that were refused before they were decided, a row for each day, code and network: strangers do not fill the disk.
CREATE TABLE refusal (
    -- Days since 1970-01-01.
    day INTEGER NOT NULL,
    code INTEGER NOT NULL,
    network TEXT NOT NULL,
    requests INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (day, code, network)
) STRICT, WITHOUT ROWID;

-- When each network may bring the next new machine, in milliseconds since 1970-01-01T00:00:00Z: a restart refills no budget.
CREATE TABLE rate_limit (
    network TEXT PRIMARY KEY,
    due INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
