WITH unmanaged AS (DELETE FROM managed_machine WHERE cmid = ANY($1)),
told AS (DELETE FROM machine_evidence WHERE cmid = ANY($1))
DELETE FROM machine WHERE cmid = ANY($1)
