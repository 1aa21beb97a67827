SELECT kind, key_group, serial, issued, blocked, activation_limit, ceiling, customer, order_number, note,
    features, ends, days,
    (SELECT count(*) FROM computer c
     WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial) AS computers
FROM product_key k
WHERE kind = $1 AND key_group = $2 AND serial = $3
