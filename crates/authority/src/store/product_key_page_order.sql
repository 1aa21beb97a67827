    AND coalesce(customer, '') = $5 AND coalesce(order_number, '') = $6
