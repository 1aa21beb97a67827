SELECT coalesce(customer, '') AS customer, coalesce(order_number, '') AS order_number, min(issued) AS issued,
    count(*) AS keys, count(blocked) AS blocked,
    CAST(sum((SELECT count(*) FROM computer c
              WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial)) AS BIGINT) AS computers
FROM product_key k GROUP BY 1, 2 ORDER BY 1, 2
