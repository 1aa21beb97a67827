-- Holders whose license is in force, by all that decides whether they follow a change of the root key.
SELECT c.kind = 1 AND NOT c.directory AS is_host, c.pack, c.signed_by, count(*) AS holders FROM computer c
WHERE c.expires > $1 AND c.holder NOT IN (SELECT holder FROM revocation)
    AND NOT EXISTS (SELECT 1 FROM product_key k
        WHERE k.kind = c.kind AND k.key_group = c.key_group AND k.serial = c.serial AND k.blocked IS NOT NULL)
GROUP BY c.kind, c.directory, c.pack, c.signed_by
