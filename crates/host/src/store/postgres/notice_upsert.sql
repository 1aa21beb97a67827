INSERT INTO notice (host, subject, until, days) VALUES ($1, $2, $3, $4)
ON CONFLICT (host, subject) DO UPDATE SET until = excluded.until, days = excluded.days
