INSERT INTO published (host, domain, priority, weight, port, target) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (host, domain) DO UPDATE SET priority = excluded.priority, weight = excluded.weight,
    port = excluded.port, target = excluded.target
