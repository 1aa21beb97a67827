SELECT name, password, role, created, disabled, link, link_until FROM console_account WHERE name = ?1
