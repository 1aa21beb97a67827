-- By months first, which is the same order: the index has them, and only what lies in one month is sorted.
SELECT * FROM machine_found
WHERE seen_month >= coalesce($11::bigint / 2592000, -9223372036854775807)
    AND ($7::uuid IS NULL OR (last_seen, cmid, product, hardware) > ($11, $7, $8::uuid, $9::uuid))
ORDER BY seen_month, last_seen, cmid, product, hardware LIMIT $6
