INSERT INTO request
    (host, at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count)
SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::bigint[],
    $8::boolean[], $9::bigint[], $10::bigint[], $11::uuid[], $12::bigint[])
