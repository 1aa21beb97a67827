INSERT INTO rate_limit (host, network, due) SELECT $1, * FROM unnest($2::text[], $3::bigint[])
ON CONFLICT (host, network) DO UPDATE SET due = excluded.due
