SELECT name, password, role, created FROM console_account WHERE name = $1
