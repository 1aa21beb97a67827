UPDATE product_key SET activation_limit = $4 WHERE kind = $1 AND key_group = $2 AND serial = $3
