-- What the agent of a managed machine has uploaded last, for the reason why it is not activated.
CREATE TABLE machine_evidence (
    cmid UUID PRIMARY KEY,
    -- The machine's clock when it signed it: nothing older takes its place.
    told BIGINT NOT NULL,
    received BIGINT NOT NULL,
    -- What it tells, masked, JSON.
    document TEXT NOT NULL
);
CREATE INDEX machine_evidence_received ON machine_evidence (received);
