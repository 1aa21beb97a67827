-- $1 is a pattern of LIKE, or empty; $2 the last characters of a key, $3 a serial; $11 the key groups, between commas, or empty for all.
SELECT kind, key_group, serial, issued, blocked, activation_limit, ceiling, customer, order_number, note,
    features, ends, days,
    (SELECT count(*) FROM computer c
     WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial) AS computers
FROM product_key k
WHERE (kind, key_group, serial) > ($7::bigint, $8::bigint, $9::bigint)
    AND ($11::text = '' OR $11 LIKE '%,' || key_group || ',%')
    AND ($1::text = '' OR customer ILIKE $1 ESCAPE '\' OR order_number ILIKE $1 ESCAPE '\' OR partial = $2::text OR serial::text = $3::text)
    AND ($4::bigint IS NULL OR (blocked IS NOT NULL) = ($4 = 1))
    AND ($5::text IS NULL OR (coalesce(customer, '') = $5 AND coalesce(order_number, '') = $6::text))
ORDER BY kind, key_group, serial LIMIT $10::bigint
