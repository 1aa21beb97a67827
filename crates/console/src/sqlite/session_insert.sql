INSERT INTO console_session (id, account, created, used, proved) VALUES (?1, ?2, ?3, ?4, ?5)
