WITH gone AS (
    DELETE FROM event WHERE id IN (SELECT id FROM event ORDER BY id LIMIT $1) AND at < $2 RETURNING 1
)
SELECT count(*) AS removed FROM gone
