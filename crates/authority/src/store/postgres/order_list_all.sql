WHERE (coalesce(k.customer, ''), coalesce(order_number, '')) >= ($2::text, $3::text)
    AND ($4::bigint = 1 OR (coalesce(k.customer, ''), coalesce(order_number, '')) <> ($2, $3))
