UPDATE console_webhook_note SET value = $3 WHERE subject = $1 AND value = $2 RETURNING subject
