-- $1 is a pattern of LIKE, or empty; of orders $2, $3 is the first, left out itself if $4 is 0; of contacts those of these key groups, between commas, if $5 is not empty.
SELECT coalesce(k.customer, '') AS customer, coalesce(order_number, '') AS order_number, min(issued) AS issued,
    count(*) AS keys, count(blocked) AS blocked,
    CAST(sum((SELECT count(*) FROM computer c
              WHERE c.kind = k.kind AND c.key_group = k.key_group AND c.serial = k.serial)) AS BIGINT) AS computers,
    min(t.name) AS contact_name, min(t.mail) AS contact_mail, min(t.phone) AS contact_phone
FROM product_key k LEFT JOIN contact t ON t.customer = k.customer AND t.key_group = (
    SELECT x.key_group FROM contact x WHERE x.customer = k.customer AND ($5 = '' OR $5 LIKE '%,' || x.key_group || ',%')
    ORDER BY x.changed DESC, x.key_group LIMIT 1
)
