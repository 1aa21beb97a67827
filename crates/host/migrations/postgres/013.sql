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
