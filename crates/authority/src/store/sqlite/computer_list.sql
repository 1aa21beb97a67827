SELECT c.*, k.blocked IS NOT NULL AS key_blocked,
    EXISTS (SELECT 1 FROM revocation WHERE holder = json_extract(c.claims, '$.sub')) AS revoked
FROM computer c JOIN product_key k USING (kind, key_group, serial)
ORDER BY c.kind, c.key_group, c.serial, c.activated
