INSERT INTO console_account (name, password, role, created, disabled, link, link_until, issuer, full_name)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (name) DO UPDATE SET password = excluded.password, role = excluded.role, created = excluded.created,
    disabled = excluded.disabled, link = excluded.link, link_until = excluded.link_until,
    issuer = excluded.issuer, full_name = excluded.full_name
