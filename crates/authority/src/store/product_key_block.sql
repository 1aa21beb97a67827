UPDATE product_key SET blocked = coalesce(blocked, $4)
WHERE kind = $1 AND key_group = $2 AND serial = $3
