SELECT * FROM machine
WHERE name ILIKE $7 ESCAPE '\'
    AND ($8::uuid IS NULL OR product = $8)
    AND ($9::bigint = 0 OR $9 = CASE WHEN activated_until > $1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
        WHEN last_code = $2 THEN 3 ELSE 4 END)
    AND ($3::uuid IS NULL OR (last_seen, cmid, product, hardware) < ($4::bigint, $3, $5::uuid, $6::uuid))
ORDER BY last_seen DESC, cmid DESC, product DESC, hardware DESC LIMIT $10
