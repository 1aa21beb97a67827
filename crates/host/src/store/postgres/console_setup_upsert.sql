INSERT INTO console_setup (host, token, until) VALUES ($1, $2, $3)
ON CONFLICT (host) DO UPDATE SET token = excluded.token, until = excluded.until
