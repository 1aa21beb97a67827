INSERT INTO published (host, domain, priority, weight, port, target, service) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (host, domain) DO UPDATE SET priority = excluded.priority, weight = excluded.weight,
    port = excluded.port, target = excluded.target, service = excluded.service
