SELECT * FROM machine_found
WHERE (cmid, product, hardware) >= ($7::uuid, $8::uuid, $9::uuid)
ORDER BY cmid, product, hardware LIMIT $6
