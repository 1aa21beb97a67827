WITH gone AS (
    DELETE FROM machine_evidence
    WHERE cmid IN (SELECT cmid FROM machine_evidence WHERE received < $2 ORDER BY received LIMIT $1) AND received < $2
    RETURNING 1
)
SELECT count(*) AS removed FROM gone
