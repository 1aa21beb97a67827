INSERT INTO pool_member (application, slot, cmid, last_seen, sequence)
SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[])
ON CONFLICT (application, slot) DO UPDATE SET cmid = excluded.cmid, last_seen = excluded.last_seen,
    sequence = excluded.sequence
