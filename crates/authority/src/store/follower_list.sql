-- Those of one of the groups, those that asked last first.
SELECT c.kind, c.key_group, c.serial, c.machine, c.activations, c.activated, c.signed_by, c.directory, c.pack, c.holder, c.expires,
    c.is_permanent, k.blocked IS NOT NULL AS key_blocked, k.customer, k.order_number, CAST(NULL AS BIGINT) AS revoked_at
FROM computer c JOIN product_key k USING (kind, key_group, serial)
WHERE c.expires > $1 AND (c.kind = 1 AND NOT c.directory) = (CAST($2 AS BIGINT) = 1)
    AND coalesce(c.pack, -1) = CAST($3 AS BIGINT) AND coalesce(c.signed_by, '') = $4
    AND c.holder NOT IN (SELECT holder FROM revocation) AND k.blocked IS NULL
    AND (CAST($6 AS TEXT) = '' OR $6 LIKE '%,' || c.key_group || ',%')
ORDER BY c.activated DESC, c.holder LIMIT $5
