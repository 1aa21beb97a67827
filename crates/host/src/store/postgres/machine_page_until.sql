-- By months first, which is the same order: the index has them, and only what lies in one month is sorted. Those that were never activated
-- come last.
SELECT * FROM machine_found
WHERE $7::uuid IS NULL OR (coalesce(activated_until, 9223372036854775807), cmid, product, hardware) > ($11::bigint, $7, $8::uuid, $9::uuid)
ORDER BY end_month, coalesce(activated_until, 9223372036854775807), cmid, product, hardware LIMIT $6
