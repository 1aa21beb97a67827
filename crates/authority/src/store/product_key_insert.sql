INSERT INTO product_key (kind, key_group, serial, partial, issued, activation_limit, ceiling)
VALUES ($1, $2, $3, $4, $5, $6, $7)
