WHERE coalesce(k.customer, '') = $2 AND (CAST($4 AS BIGINT) = 1 OR coalesce(order_number, '') > $3)
