-- What a pack says is NULL for one that was signed before that was recorded.
SELECT p.version, p.issued, p.document IS NOT NULL AS signed, p.revoked AS withdrawn, coalesce(h.holders, 0) AS holders,
    (p.claims::json ->> 'exp')::bigint AS until,
    json_array_length(p.claims::json -> 'products')::bigint AS products,
    json_array_length(p.claims::json -> 'key_groups')::bigint AS key_groups,
    coalesce(json_array_length(p.claims::json -> 'revoked'), 0)::bigint AS revoked
FROM pack p LEFT JOIN (SELECT pack, count(*) AS holders FROM computer GROUP BY pack) h ON h.pack = p.version
WHERE p.version < $1 ORDER BY p.version DESC LIMIT $2
