-- Texts that rows are sorted by compare byte by byte, as SQLite compares them. Times are seconds since 1970.

-- A pack is recorded before it is signed: its claims first, then the document. A version without a document was never delivered.
CREATE TABLE pack (
    version BIGINT PRIMARY KEY,
    issued BIGINT NOT NULL,
    source TEXT NOT NULL,
    claims TEXT,
    document TEXT,
    revoked BIGINT
);

-- Every root key there ever was, oldest first. The first is the one that the first installations were made with.
CREATE TABLE root (
    id BIGINT PRIMARY KEY,
    jwk TEXT NOT NULL UNIQUE,
    trusted BOOLEAN NOT NULL
);

-- Stretches of this authority's life between two restores, oldest first. The last is the one that new keys belong to.
CREATE TABLE epoch (
    id BIGINT PRIMARY KEY,
    tag BIGINT NOT NULL UNIQUE,
    random BYTEA NOT NULL,
    restored BIGINT,
    first_pack BIGINT NOT NULL DEFAULT 1
);

-- A key itself is not kept: its claim and the authority's secret make it again.
CREATE TABLE product_key (
    kind BIGINT NOT NULL,
    key_group BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    partial TEXT NOT NULL,
    issued BIGINT NOT NULL,
    blocked BIGINT,
    activation_limit BIGINT,
    ceiling BIGINT,
    customer TEXT COLLATE "C",
    order_number TEXT COLLATE "C",
    note TEXT,
    features TEXT,
    ends BIGINT,
    days BIGINT,
    PRIMARY KEY (kind, key_group, serial)
);

-- One row per computer that a key has activated; the claims are what was signed.
CREATE TABLE computer (
    kind BIGINT NOT NULL,
    key_group BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    hardware BYTEA NOT NULL,
    machine TEXT NOT NULL,
    host_key BYTEA NOT NULL,
    activations BIGINT NOT NULL,
    activated BIGINT NOT NULL,
    claims TEXT NOT NULL,
    signed_by TEXT,
    directory BOOLEAN NOT NULL DEFAULT FALSE,
    pack BIGINT,
    holder TEXT COLLATE "C" GENERATED ALWAYS AS (claims::json ->> 'sub') STORED,
    PRIMARY KEY (kind, key_group, serial, hardware),
    FOREIGN KEY (kind, key_group, serial) REFERENCES product_key
);
CREATE INDEX computer_host_key ON computer (host_key);
CREATE INDEX computer_holder ON computer (holder);

-- Licenses signed ahead of time; one is taken when an installation id is confirmed. What opens a slot lies sealed beside it; a retired
-- one is told to nobody any more.
CREATE TABLE slot (
    kind BIGINT NOT NULL,
    key_group BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    number BIGINT NOT NULL,
    claims TEXT NOT NULL,
    installation_id TEXT,
    confirmed BIGINT,
    sealed TEXT,
    retired BOOLEAN NOT NULL DEFAULT FALSE,
    signed_by TEXT,
    PRIMARY KEY (kind, key_group, serial, number),
    FOREIGN KEY (kind, key_group, serial) REFERENCES product_key
);
CREATE INDEX slot_installation_id ON slot (installation_id);

-- Activations by a MAK that were given back.
CREATE TABLE returned (
    host_key BYTEA PRIMARY KEY,
    machine TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Holders of licenses that are not valid any more.
CREATE TABLE revocation (
    holder TEXT COLLATE "C" PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Issuance licenses; the claims are what was signed.
CREATE TABLE issuance (
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    claims TEXT NOT NULL,
    issued BIGINT NOT NULL,
    PRIMARY KEY (id, version)
);

-- Wrong guesses of a network or at a product key, since the first of them.
CREATE TABLE wrong_guess (
    scope TEXT COLLATE "C" PRIMARY KEY,
    since BIGINT NOT NULL,
    wrong BIGINT NOT NULL
);

-- Everything that was done or refused, one entry a row: canonical JSON that names the hash of the entry before it.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL,
    holder TEXT GENERATED ALWAYS AS (entry::json ->> 'holder') STORED
);
CREATE INDEX audit_holder ON audit (holder);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Written at a health check.
CREATE TABLE health_check (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
);
