INSERT INTO sharing_host (name, seen, version) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET seen = excluded.seen, version = excluded.version
