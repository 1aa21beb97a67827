INSERT INTO machine (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, counter,
    rolled_back)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen,
    requests = machine.requests + excluded.requests, last_code = excluded.last_code,
    activated_until = coalesce(excluded.activated_until, machine.activated_until),
    counter = excluded.counter, rolled_back = coalesce(excluded.rolled_back, machine.rolled_back)
