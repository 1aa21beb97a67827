SELECT c.*, k.blocked IS NOT NULL AS key_blocked,
    EXISTS (SELECT 1 FROM revocation r WHERE r.holder = c.holder) AS revoked
FROM computer c JOIN product_key k USING (kind, key_group, serial)
ORDER BY c.kind, c.key_group, c.serial, c.activated
