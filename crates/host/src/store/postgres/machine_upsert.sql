INSERT INTO machine AS m
    (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, counter, rolled_back)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
ON CONFLICT (cmid, product, hardware) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen,
    requests = m.requests + excluded.requests, last_code = excluded.last_code,
    activated_until = coalesce(excluded.activated_until, m.activated_until),
    counter = excluded.counter, rolled_back = coalesce(excluded.rolled_back, m.rolled_back)
