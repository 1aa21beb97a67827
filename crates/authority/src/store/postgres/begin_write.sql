-- Authorities take turns: whoever writes decides by what was committed before, and nobody else's entry comes into the audit log
-- between its last entry and the next.
BEGIN;
SELECT pg_advisory_xact_lock(5568)
