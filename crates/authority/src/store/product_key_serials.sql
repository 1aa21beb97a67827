SELECT serial FROM product_key WHERE kind = $1 AND key_group = $2
