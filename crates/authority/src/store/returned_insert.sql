INSERT INTO returned (host_key, machine, at)
SELECT host_key, machine, CAST($2 AS BIGINT) FROM computer WHERE host_key = $1 LIMIT 1
ON CONFLICT DO NOTHING
