-- A customer without a key in a key group has no contact there.
DELETE FROM contact WHERE customer = $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%')
    AND NOT EXISTS (SELECT 1 FROM product_key k WHERE k.customer = contact.customer AND coalesce(k.customer, '') = contact.customer AND k.key_group = contact.key_group)
