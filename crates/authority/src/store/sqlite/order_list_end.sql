    AND ($1 = '' OR k.customer LIKE $1 ESCAPE '\' OR order_number LIKE $1 ESCAPE '\'
        OR t.name LIKE $1 ESCAPE '\' OR t.mail LIKE $1 ESCAPE '\' OR t.phone LIKE $1 ESCAPE '\')
GROUP BY coalesce(k.customer, ''), coalesce(order_number, '')
ORDER BY coalesce(k.customer, ''), coalesce(order_number, '') LIMIT $6
