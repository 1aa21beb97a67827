INSERT INTO console_token (hash, name, scope, maker, created, until, used)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO NOTHING
