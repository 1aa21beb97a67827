-- From no place on: each value has to stand somewhere.
SELECT count(*) AS machines FROM (SELECT 1 FROM machine_found WHERE coalesce($7::uuid, $8::uuid, $9::uuid) IS NULL LIMIT $6) AS found
