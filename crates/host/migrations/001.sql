-- Every machine that ever asked. One CMID with two hardware ids is a cloned image.
CREATE TABLE machine (
    cmid BLOB NOT NULL,
    product BLOB NOT NULL,
    hardware BLOB NOT NULL,
    name TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    last_code INTEGER NOT NULL,
    activated_until INTEGER,
    PRIMARY KEY (cmid, product, hardware)
) STRICT, WITHOUT ROWID;

-- The count of an application: members as 16 bytes of CMID and 8 of time each, oldest first.
CREATE TABLE pool (
    application BLOB PRIMARY KEY,
    members BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    total INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    unlicensed INTEGER NOT NULL,
    licensed INTEGER NOT NULL,
    initial_grace INTEGER NOT NULL,
    additional_grace INTEGER NOT NULL,
    non_genuine_grace INTEGER NOT NULL,
    notification INTEGER NOT NULL
) STRICT;
INSERT INTO counters VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0);

-- Event 12290, one row per request.
CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    code INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    machine TEXT NOT NULL,
    cmid BLOB NOT NULL,
    client_time INTEGER NOT NULL,
    virtual_machine INTEGER NOT NULL,
    status INTEGER NOT NULL,
    minutes_left INTEGER NOT NULL,
    product BLOB NOT NULL,
    count INTEGER NOT NULL
) STRICT;

-- The host's other events, as text.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    number INTEGER NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    info TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The SRV records that this host has put into DNS, so that it can take back exactly those.
CREATE TABLE published (
    domain TEXT PRIMARY KEY,
    priority INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    port INTEGER NOT NULL,
    target TEXT NOT NULL
) STRICT, WITHOUT ROWID;
