UPDATE product_key SET customer = nullif($2, '') WHERE customer = $1
