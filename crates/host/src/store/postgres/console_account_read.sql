SELECT name, password, role, created, disabled, link, link_until, issuer, full_name FROM console_account WHERE name = $1
