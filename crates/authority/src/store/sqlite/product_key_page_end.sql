    AND ($1 = '' OR customer LIKE $1 ESCAPE '\' OR order_number LIKE $1 ESCAPE '\' OR partial = $2 OR CAST(serial AS TEXT) = $3)
    AND ($4 IS NULL OR (blocked IS NOT NULL) = $4)
    AND ($5 IS NULL OR (coalesce(customer, '') = $5 AND coalesce(order_number, '') = $6))
ORDER BY kind, key_group, serial LIMIT $10
