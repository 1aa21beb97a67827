    AND ($1::text = '' OR k.customer ILIKE $1 ESCAPE '\' OR order_number ILIKE $1 ESCAPE '\'
        OR t.name ILIKE $1 ESCAPE '\' OR t.mail ILIKE $1 ESCAPE '\' OR t.phone ILIKE $1 ESCAPE '\')
GROUP BY coalesce(k.customer, ''), coalesce(order_number, '')
ORDER BY coalesce(k.customer, ''), coalesce(order_number, '') LIMIT $6::bigint
