    AND ($1::text = '' OR customer ILIKE $1 ESCAPE '\' OR order_number ILIKE $1 ESCAPE '\' OR partial = $2::text OR serial::text = $3::text)
    AND ($4::bigint IS NULL OR (blocked IS NOT NULL) = ($4 = 1))
    AND ($5::text IS NULL OR (coalesce(customer, '') = $5 AND coalesce(order_number, '') = $6::text))
ORDER BY kind, key_group, serial LIMIT $10::bigint
