INSERT INTO rate_limit (network, due) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET due = excluded.due
