-- What a pack says is NULL for one that was signed before that was recorded. Of key groups, products, revocations and holders only those are
-- counted that belong to the key groups in $3, between commas; all if it is empty.
SELECT p.version, p.issued, p.document IS NOT NULL AS signed, p.revoked AS withdrawn, coalesce(h.holders, 0) AS holders,
    (p.claims::json ->> 'exp')::bigint AS until,
    CASE WHEN $3::text = '' THEN json_array_length(p.claims::json -> 'products')::bigint ELSE (
        SELECT count(DISTINCT product) FROM json_array_elements(p.claims::json -> 'key_groups') AS g,
            json_array_elements_text(g -> 'products') AS product
        WHERE $3 LIKE '%,' || (g ->> 'number') || ',%'
    ) END AS products,
    CASE WHEN $3 = '' THEN json_array_length(p.claims::json -> 'key_groups')::bigint ELSE (
        SELECT count(*) FROM json_array_elements(p.claims::json -> 'key_groups') AS g WHERE $3 LIKE '%,' || (g ->> 'number') || ',%'
    ) END AS key_groups,
    CASE WHEN $3 = '' THEN coalesce(json_array_length(p.claims::json -> 'revoked'), 0)::bigint ELSE (
        SELECT count(*) FROM json_array_elements_text(p.claims::json -> 'revoked') AS r
        WHERE EXISTS (SELECT 1 FROM computer c WHERE c.holder = r AND $3 LIKE '%,' || c.key_group || ',%')
    ) END AS revoked
FROM pack p LEFT JOIN (
    SELECT pack, count(*) AS holders FROM computer WHERE $3 = '' OR $3 LIKE '%,' || key_group || ',%' GROUP BY pack
) h ON h.pack = p.version
WHERE p.version < $1 ORDER BY p.version DESC LIMIT $2
