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

-- Requests that were refused before they were decided, a row for each day, code and network: strangers do not fill the disk.
CREATE TABLE refusal (
    host TEXT NOT NULL,
    -- Days since 1970-01-01.
    day BIGINT NOT NULL,
    code BIGINT NOT NULL,
    network TEXT NOT NULL,
    requests BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (host, day, code, network)
) WITH (fillfactor = 50);

-- When each network may bring the next new machine, in milliseconds since 1970-01-01T00:00:00Z: a restart refills no budget.
CREATE TABLE rate_limit (
    host TEXT NOT NULL,
    network TEXT NOT NULL,
    due BIGINT NOT NULL,
    PRIMARY KEY (host, network)
) WITH (fillfactor = 50);
