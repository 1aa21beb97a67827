INSERT INTO refusal (day, code, network, requests, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET requests = refusal.requests + excluded.requests, last_at = max(refusal.last_at, excluded.last_at)
