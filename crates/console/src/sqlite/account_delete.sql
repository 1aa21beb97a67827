DELETE FROM console_account WHERE name = ?1
