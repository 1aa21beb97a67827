INSERT INTO console_webhook (name, url, secret, events, maker, created)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING RETURNING name
