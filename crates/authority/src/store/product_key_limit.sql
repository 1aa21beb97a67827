SELECT activation_limit, ceiling FROM product_key
WHERE kind = $1 AND key_group = $2 AND serial = $3
