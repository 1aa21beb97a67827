-- The counter of a machine's newest request: one that is not above it comes from a state that was put back.
ALTER TABLE machine ADD COLUMN counter BIGINT NOT NULL DEFAULT 0;
-- When such a request came last, in seconds since 1970-01-01T00:00:00Z.
ALTER TABLE machine ADD COLUMN rolled_back BIGINT;
