SELECT max(version) FROM (
    SELECT coalesce(max(version), 0) + 1 AS version FROM pack
    UNION ALL
    SELECT coalesce(max(first_pack), 1) FROM epoch
) AS versions
