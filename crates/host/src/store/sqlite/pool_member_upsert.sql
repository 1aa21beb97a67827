INSERT INTO pool_member (application, slot, cmid, last_seen, sequence) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO UPDATE SET cmid = excluded.cmid, last_seen = excluded.last_seen, sequence = excluded.sequence
