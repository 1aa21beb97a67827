-- What the agent of a managed machine has uploaded last, for the reason why it is not activated.
CREATE TABLE machine_evidence (
    cmid BLOB PRIMARY KEY,
    -- The machine's clock when it signed it: nothing older takes its place.
    told INTEGER NOT NULL,
    received INTEGER NOT NULL,
    -- What it tells, masked, JSON.
    document TEXT NOT NULL
) STRICT;
CREATE INDEX machine_evidence_received ON machine_evidence (received);
