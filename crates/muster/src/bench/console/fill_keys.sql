-- Ten keys an order, one order a customer; every hundredth is blocked.
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)
INSERT OR IGNORE INTO product_key (kind, key_group, serial, partial, issued, blocked, activation_limit, ceiling, customer, order_number, note)
SELECT kind, key_group, n, partial, issued, CASE WHEN n % 100 = 7 THEN issued END, activation_limit, ceiling,
    printf('customer-%05d', n / 10), printf('order-%05d', n / 10), NULL
FROM number, (SELECT * FROM product_key LIMIT 1)
