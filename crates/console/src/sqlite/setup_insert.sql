INSERT INTO console_setup (token, until) VALUES (?1, ?2)
