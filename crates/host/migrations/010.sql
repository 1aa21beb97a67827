-- Where messages about what happens are posted.
CREATE TABLE console_webhook (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    -- What messages are signed with; the receiver has it as well.
    secret BLOB NOT NULL,
    -- What it is told: ids of events, with commas.
    events TEXT NOT NULL,
    maker TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages to webhooks, and how far each is.
CREATE TABLE console_delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    webhook TEXT NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- When it is tried next; none if it arrived or was given up.
    next_at INTEGER,
    last_at INTEGER,
    -- The status of the last answer, or why there was none.
    outcome TEXT NOT NULL,
    delivered INTEGER NOT NULL
) STRICT;
CREATE INDEX console_delivery_next ON console_delivery (next_at) WHERE next_at IS NOT NULL;

-- What was announced: states that hold since then, and how far a log was read.
CREATE TABLE console_webhook_note (
    subject TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
