-- Of a customer the number of keys, and the contact that was written last for one of its key groups; $2 has the key groups that are seen, between
-- commas; empty for all.
SELECT count(*) AS keys, min(t.name) AS contact_name, min(t.mail) AS contact_mail, min(t.phone) AS contact_phone
FROM product_key k LEFT JOIN contact t ON t.customer = k.customer AND t.key_group = (
    SELECT x.key_group FROM contact x WHERE x.customer = k.customer AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || x.key_group || ',%')
    ORDER BY x.changed DESC, x.key_group LIMIT 1
)
WHERE k.customer = $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || k.key_group || ',%')
