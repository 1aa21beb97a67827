-- Two hosts that start at once migrate one after the other.
SELECT pg_advisory_xact_lock(5567)
