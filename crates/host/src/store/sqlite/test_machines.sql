-- Sixty machines for tests: three of each name, two of each second, in all states, and what they asked.
INSERT INTO machine (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, standing)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 59)
SELECT CAST(printf('%016d', n * 37 % 60) AS BLOB), CAST(printf('%016d', n % 2) AS BLOB), zeroblob(16), printf('pc-%02d', n / 3), 0, n / 2, 1,
    CASE n % 4 WHEN 2 THEN 3221549112 WHEN 3 THEN 1 ELSE 0 END, CASE n % 4 WHEN 0 THEN 2000 WHEN 1 THEN 1000 END,
    CASE n % 4 WHEN 2 THEN -1 WHEN 3 THEN -2 ELSE 0 END
FROM number;
INSERT INTO request (at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count)
SELECT -1, 0, 1, name, cmid, 0, 0, 0, 0, product, 1 FROM machine;
INSERT INTO request (at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count)
SELECT last_seen, 0, 1, name, cmid, 0, 0, 0, 0, product, 1 FROM machine ORDER BY last_seen, name;
