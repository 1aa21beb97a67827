INSERT INTO pool_member (application, cmid, last_seen, sequence) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen, sequence = excluded.sequence
