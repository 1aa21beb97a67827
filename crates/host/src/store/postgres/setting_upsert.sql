INSERT INTO setting (host, name, value) SELECT $1, * FROM unnest($2::text[], $3::text[])
ON CONFLICT (host, name) DO UPDATE SET value = excluded.value
