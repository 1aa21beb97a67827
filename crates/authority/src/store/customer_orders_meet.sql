SELECT EXISTS (
    SELECT 1 FROM product_key one
    WHERE one.customer = $1 AND coalesce(one.customer, '') = $1 AND coalesce(one.order_number, '') <> $2 AND (CAST($5 AS TEXT) = '' OR $5 LIKE '%,' || one.key_group || ',%') AND (
        coalesce(one.order_number, '') = $4 OR EXISTS (
            SELECT 1 FROM product_key other
            WHERE coalesce(other.customer, '') = $3 AND coalesce(other.order_number, '') = coalesce(one.order_number, '')
                AND (CAST($5 AS TEXT) = '' OR $5 LIKE '%,' || other.key_group || ',%')
        )
    )
)
