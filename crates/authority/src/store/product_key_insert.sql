INSERT INTO product_key (kind, key_group, serial, partial, issued, activation_limit, ceiling, customer, order_number, note,
    features, ends, days)
VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), nullif($9, ''), nullif($10, ''), $11, $12, $13)
