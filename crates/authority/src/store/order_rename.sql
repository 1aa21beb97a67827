UPDATE product_key SET customer = nullif($3, ''), order_number = nullif($4, '')
WHERE coalesce(customer, '') = $1 AND coalesce(order_number, '') = $2
    AND (CAST($5 AS TEXT) = '' OR $5 LIKE '%,' || key_group || ',%')
