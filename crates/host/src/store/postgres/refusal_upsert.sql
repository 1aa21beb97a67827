INSERT INTO refusal AS r (host, day, code, network, requests, first_at, last_at)
SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
ON CONFLICT (host, day, code, network) DO UPDATE SET requests = r.requests + excluded.requests,
    last_at = greatest(r.last_at, excluded.last_at)
