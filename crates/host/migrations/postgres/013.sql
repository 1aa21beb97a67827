-- Views of the list of machines that people keep under a name.
CREATE TABLE console_view (
    -- The account that it is of; empty for one that everybody sees.
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    -- What the list shows and in which order, as its address has it.
    query TEXT NOT NULL,
    maker TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);

-- What an activation by proxy goes through: the installation id that the machine told, and what the authority answered to it. They stay
-- when the order is over: the same hardware may need its confirmation id again.
ALTER TABLE job_order ADD COLUMN installation_id TEXT;
ALTER TABLE job_order ADD COLUMN identified BIGINT;
ALTER TABLE job_order ADD COLUMN confirmation_id TEXT;
ALTER TABLE job_order ADD COLUMN answered BIGINT;
-- Zero where there is a confirmation id, else the code of the refusal.
ALTER TABLE job_order ADD COLUMN answer BIGINT;
