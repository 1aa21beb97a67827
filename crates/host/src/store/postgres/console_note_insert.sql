INSERT INTO console_webhook_note (subject, value) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING subject
