-- The contact of a customer goes along with its keys to another that has none in their key group.
INSERT INTO contact (customer, key_group, name, mail, phone, changed)
SELECT CAST($2 AS TEXT), t.key_group, t.name, t.mail, t.phone, t.changed FROM contact t
WHERE t.customer = $1 AND (CAST($3 AS TEXT) = '' OR $3 LIKE '%,' || t.key_group || ',%')
    AND EXISTS (SELECT 1 FROM product_key k WHERE k.customer = $2 AND coalesce(k.customer, '') = $2 AND k.key_group = t.key_group)
ON CONFLICT (customer, key_group) DO NOTHING
