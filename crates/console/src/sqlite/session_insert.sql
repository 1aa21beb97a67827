INSERT INTO console_session (id, account, created, used) VALUES (?1, ?2, ?3, ?4)
