UPDATE product_key SET customer = nullif($2, '') WHERE customer = $1 AND coalesce(customer, '') = $1
    AND (CAST($3 AS TEXT) = '' OR $3 LIKE '%,' || key_group || ',%')
