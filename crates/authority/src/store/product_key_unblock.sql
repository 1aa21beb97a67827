UPDATE product_key SET blocked = NULL
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND blocked IS NOT NULL
