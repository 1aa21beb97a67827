-- $1 is a pattern of LIKE, or empty; behind an order, if $2 is one; of the keys of these key groups, between commas, if $5 is not empty.
SELECT coalesce(customer, '') AS customer, coalesce(order_number, '') AS order_number, min(issued) AS issued,
    count(*) AS keys, count(blocked) AS blocked,
    CAST(sum((SELECT count(*) FROM computer c
              WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial)) AS BIGINT) AS computers
FROM product_key k
WHERE ($1 = '' OR customer LIKE $1 ESCAPE '\' OR order_number LIKE $1 ESCAPE '\')
    AND ($2 IS NULL OR (coalesce(customer, ''), coalesce(order_number, '')) > ($2, $3))
    AND ($5 = '' OR $5 LIKE '%,' || key_group || ',%')
GROUP BY coalesce(customer, ''), coalesce(order_number, '')
ORDER BY coalesce(customer, ''), coalesce(order_number, '') LIMIT $4
