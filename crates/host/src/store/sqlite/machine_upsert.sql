INSERT INTO machine (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, counter,
    rolled_back, standing, seen_month)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
    CASE WHEN ?9 IS NOT NULL THEN max(?9 / 2592000, 0) WHEN ?8 = ?12 THEN -1 ELSE -2 END, ?6 / 2592000)
ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen,
    requests = machine.requests + excluded.requests, last_code = excluded.last_code,
    activated_until = coalesce(excluded.activated_until, machine.activated_until),
    counter = excluded.counter, rolled_back = coalesce(excluded.rolled_back, machine.rolled_back)
