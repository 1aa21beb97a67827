-- What a pack says is NULL for one that was signed before that was recorded.
SELECT p.version, p.issued, p.document IS NOT NULL AS signed, p.revoked AS withdrawn, coalesce(h.holders, 0) AS holders,
    json_extract(p.claims, '$.exp') AS until,
    json_array_length(p.claims, '$.products') AS products,
    json_array_length(p.claims, '$.key_groups') AS key_groups,
    coalesce(json_array_length(p.claims, '$.revoked'), 0) AS revoked
FROM pack p LEFT JOIN (SELECT pack, count(*) AS holders FROM computer GROUP BY pack) h ON h.pack = p.version
WHERE p.version < $1 ORDER BY p.version DESC LIMIT $2
