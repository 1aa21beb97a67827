DELETE FROM console_token WHERE name = ?1
