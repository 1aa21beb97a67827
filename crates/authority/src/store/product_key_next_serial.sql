SELECT coalesce(max(serial), 0) + 1 FROM product_key WHERE kind = ?1 AND key_group = ?2
