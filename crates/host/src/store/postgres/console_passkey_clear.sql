DELETE FROM console_passkey WHERE account = $1
