SELECT * FROM machine_found
WHERE $7::uuid IS NULL OR (last_seen, cmid, product, hardware) > ($10::bigint, $7, $8::uuid, $9::uuid)
ORDER BY last_seen, cmid, product, hardware LIMIT $6
