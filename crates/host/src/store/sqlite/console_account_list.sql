SELECT name, password, role, created FROM console_account ORDER BY name
