INSERT INTO console_passkey (id, account, site, user_handle, name, credential, created, used)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
WHERE EXISTS (SELECT 1 FROM console_account WHERE name = ?2 AND password <> '')
    AND (SELECT count(*) FROM console_passkey WHERE account = ?2) < ?9
ON CONFLICT DO NOTHING
