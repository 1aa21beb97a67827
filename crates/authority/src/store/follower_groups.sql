-- Holders whose license is in force, by all that decides whether they follow a change of the root key: all are counted along an index, and
-- the few that are revoked or have a blocked key are taken off. $2 has the key groups
-- that are counted, between commas; empty for all.
SELECT kind = 1 AND NOT directory AS is_host, pack, signed_by, CAST(sum(holders) AS BIGINT) AS holders FROM (
    SELECT kind, directory, pack, signed_by, count(*) AS holders FROM computer
    WHERE expires > $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%')
    GROUP BY kind, directory, pack, signed_by
    UNION ALL
    SELECT kind, directory, pack, signed_by, -1 FROM computer
    WHERE expires > $1 AND holder IN (SELECT holder FROM revocation)
        AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%')
    UNION ALL
    SELECT kind, directory, pack, signed_by, -1 FROM computer
    WHERE expires > $1 AND NOT EXISTS (SELECT 1 FROM revocation r WHERE r.holder = computer.holder)
        AND (kind, key_group, serial) IN (SELECT kind, key_group, serial FROM product_key WHERE blocked IS NOT NULL)
        AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%')
) AS counted
GROUP BY kind, directory, pack, signed_by HAVING sum(holders) > 0
