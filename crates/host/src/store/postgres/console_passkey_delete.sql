DELETE FROM console_passkey WHERE account = $1 AND id = $2 RETURNING id
