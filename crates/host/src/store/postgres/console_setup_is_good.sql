SELECT EXISTS (SELECT 1 FROM console_setup WHERE token = $1 AND until > $2)
    AND NOT EXISTS (SELECT 1 FROM console_account WHERE issuer IS NULL) AS good
