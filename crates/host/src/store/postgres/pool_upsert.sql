INSERT INTO pool (application, members) SELECT * FROM unnest($1::uuid[], $2::bytea[])
ON CONFLICT (application) DO UPDATE SET members = excluded.members
