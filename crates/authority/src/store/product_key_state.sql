SELECT blocked IS NOT NULL AS is_blocked, activation_limit, ceiling, features, ends, days FROM product_key
WHERE kind = $1 AND key_group = $2 AND serial = $3
