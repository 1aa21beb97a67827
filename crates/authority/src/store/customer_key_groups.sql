SELECT DISTINCT key_group FROM product_key
WHERE customer = $1 AND (CAST($2 AS TEXT) = '' OR $2 LIKE '%,' || key_group || ',%') ORDER BY key_group
