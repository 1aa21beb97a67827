-- The same as the SQLite schema, but for settings and records in DNS, which each host of the database has of its own.
-- Ids are UUIDs here; times are seconds since 1970-01-01T00:00:00Z.

-- Every machine that ever asked. One CMID with two hardware ids is a cloned image.
CREATE TABLE machine (
    cmid UUID NOT NULL,
    product UUID NOT NULL,
    hardware UUID NOT NULL,
    name TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    last_code BIGINT NOT NULL,
    activated_until BIGINT,
    PRIMARY KEY (cmid, product, hardware)
) WITH (fillfactor = 80);

-- The count of an application: members as 16 bytes of CMID and 8 of time each, oldest first.
CREATE TABLE pool (
    application UUID PRIMARY KEY,
    members BYTEA NOT NULL
) WITH (fillfactor = 50);

-- Whoever decides holds this row until what was decided is on disk: all hosts count as one.
CREATE TABLE counters (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    total BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    unlicensed BIGINT NOT NULL,
    licensed BIGINT NOT NULL,
    initial_grace BIGINT NOT NULL,
    additional_grace BIGINT NOT NULL,
    non_genuine_grace BIGINT NOT NULL,
    notification BIGINT NOT NULL
) WITH (fillfactor = 50);
INSERT INTO counters VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0);

-- Event 12290, one row per request, with the host that decided it.
CREATE TABLE request (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host TEXT NOT NULL,
    at BIGINT NOT NULL,
    code BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    machine TEXT NOT NULL,
    cmid UUID NOT NULL,
    client_time BIGINT NOT NULL,
    virtual_machine BOOLEAN NOT NULL,
    status BIGINT NOT NULL,
    minutes_left BIGINT NOT NULL,
    product UUID NOT NULL,
    count BIGINT NOT NULL
);

-- The other events of the hosts, as text.
CREATE TABLE event (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host TEXT NOT NULL,
    time TEXT NOT NULL,
    number BIGINT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    info TEXT NOT NULL
);

CREATE TABLE setting (
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (host, name)
);

-- The SRV records that each host has put into DNS, so that it can take back exactly those.
CREATE TABLE published (
    host TEXT NOT NULL,
    domain TEXT NOT NULL,
    priority BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    port BIGINT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (host, domain)
);
