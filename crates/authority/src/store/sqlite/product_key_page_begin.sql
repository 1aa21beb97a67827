-- $1 is a pattern of LIKE, or empty; $2 the last characters of a key, $3 a serial; behind $7, $8, $9, or of one kind and key group behind a serial.
SELECT kind, key_group, serial, issued, blocked, activation_limit, ceiling, customer, order_number, note,
    features, ends, days,
    (SELECT count(*) FROM computer c
     WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial) AS computers
FROM product_key k
