        AND ($1 = '' OR machine LIKE $1 ESCAPE '\' OR holder = $3 OR (kind, key_group, serial) IN (SELECT * FROM found_key))
        AND ($4 = 0 OR (kind = 1 AND $4 = 1 + directory) OR (kind <> 1 AND $4 = 3))
        AND ($7 IS NULL OR expires <= $7)
        AND ($8 = 0 OR holder IN (SELECT holder FROM revocation))
        AND ($9 IS NULL OR (kind = $9 AND key_group = $10 AND serial = $11))
        AND ($12 IS NULL OR pack = $12)
        AND ($13 IS NULL OR (kind, key_group, serial) IN
            (SELECT kind, key_group, serial FROM product_key WHERE coalesce(customer, '') = $13 AND coalesce(order_number, '') = $14))
    ORDER BY activated DESC, holder LIMIT $15
)
SELECT c.kind, c.key_group, c.serial, c.machine, c.activations, c.activated, c.signed_by, c.directory, c.pack, c.holder, c.expires,
    c.is_permanent, k.blocked IS NOT NULL AS key_blocked, k.customer, k.order_number, r.at AS revoked_at
FROM found c CROSS JOIN product_key k USING (kind, key_group, serial)
LEFT JOIN revocation r ON r.holder = c.holder
ORDER BY c.activated DESC, c.holder
