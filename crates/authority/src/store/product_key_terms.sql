SELECT features, ends, days FROM product_key
WHERE kind = $1 AND key_group = $2 AND serial = $3
