SELECT c.kind, c.key_group, c.serial, c.machine, c.activations, c.activated, c.signed_by, c.directory, c.pack, c.holder, c.expires,
    c.is_permanent, c.claims, k.blocked IS NOT NULL AS key_blocked, k.customer, k.order_number, r.at AS revoked_at
FROM computer c JOIN product_key k USING (kind, key_group, serial)
LEFT JOIN revocation r ON r.holder = c.holder
WHERE c.holder = $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || c.key_group || ',%')
ORDER BY c.activated DESC LIMIT 1
