-- More machines of the second month than are sorted; they end in the third.
INSERT INTO machine (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, standing, seen_month)
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20001)
SELECT CAST(printf('m%015d', n) AS BLOB), CAST(printf('%016d', 0) AS BLOB), zeroblob(16), 'many', 0, 2592000, 1, 0, 5184000, 2, 1
FROM number;
