-- The machines whose agents have announced their keys to this host.
CREATE TABLE managed_machine (
    cmid BLOB PRIMARY KEY,
    -- Ed25519: what the agent tells is signed by it.
    signing BLOB NOT NULL,
    -- X25519: product keys are sealed to it.
    sealing BLOB NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What machines are to do.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created INTEGER NOT NULL,
    until INTEGER NOT NULL,
    author TEXT NOT NULL,
    verb TEXT NOT NULL,
    product BLOB,
    activation_type INTEGER,
    -- The last five characters of the product key; the key itself is in no row.
    key_tail TEXT,
    cancelled INTEGER
) STRICT;

-- One machine of a job.
CREATE TABLE job_order (
    id BLOB PRIMARY KEY,
    job INTEGER NOT NULL,
    cmid BLOB NOT NULL,
    machine TEXT NOT NULL,
    -- The product key, sealed to the machine; gone when the order is over.
    enc BLOB,
    ciphertext BLOB,
    fetched INTEGER,
    reported INTEGER,
    code INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX job_order_job ON job_order (job, id);
CREATE INDEX job_order_open ON job_order (cmid, job) WHERE reported IS NULL;
