INSERT INTO console_account (name, password, role, created, disabled, link, link_until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (name) DO UPDATE SET password = excluded.password, role = excluded.role, created = excluded.created,
    disabled = excluded.disabled, link = excluded.link, link_until = excluded.link_until
