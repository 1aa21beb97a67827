INSERT INTO pool_member (application, cmid, last_seen, sequence)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])
ON CONFLICT (application, cmid) DO UPDATE SET last_seen = excluded.last_seen, sequence = excluded.sequence
