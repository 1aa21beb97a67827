UPDATE product_key SET features = $4, ends = $5, days = $6
WHERE kind = $1 AND key_group = $2 AND serial = $3
