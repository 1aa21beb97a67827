SELECT EXISTS (
    SELECT 1 FROM product_key WHERE coalesce(customer, '') = $1 AND coalesce(order_number, '') = $2
        AND (CAST($3 AS TEXT) = '' OR $3 LIKE '%,' || key_group || ',%')
)
