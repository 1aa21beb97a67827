INSERT INTO console_account (name, password, role, created) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (name) DO UPDATE SET password = excluded.password, role = excluded.role, created = excluded.created
