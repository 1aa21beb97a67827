SELECT * FROM machine_found
WHERE $7::uuid IS NULL OR (name, cmid, product, hardware) < ($11::text, $7, $8::uuid, $9::uuid)
ORDER BY name DESC, cmid DESC, product DESC, hardware DESC LIMIT $6
