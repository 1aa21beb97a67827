SELECT c.*, k.blocked IS NOT NULL AS key_blocked, k.customer, k.order_number,
    r.at AS revoked_at, r.holder IS NOT NULL AS revoked
FROM computer c JOIN product_key k USING (kind, key_group, serial)
LEFT JOIN revocation r ON r.holder = json_extract(c.claims, '$.sub')
WHERE json_extract(c.claims, '$.sub') = $1 ORDER BY c.activated DESC LIMIT 1
