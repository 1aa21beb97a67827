INSERT INTO revocation (holder, at) VALUES ($1, $2) ON CONFLICT DO NOTHING
