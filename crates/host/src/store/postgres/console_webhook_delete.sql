DELETE FROM console_webhook WHERE name = $1 RETURNING name
