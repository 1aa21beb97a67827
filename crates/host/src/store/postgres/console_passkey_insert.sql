INSERT INTO console_passkey (id, account, site, user_handle, name, credential, created, used)
SELECT $1::bytea, $2::text, $3::text, $4::bytea, $5::text, $6::text, $7::bigint, $8::bigint
WHERE EXISTS (SELECT 1 FROM console_account WHERE name = $2 AND password <> '')
    AND (SELECT count(*) FROM console_passkey WHERE account = $2) < $9::bigint
ON CONFLICT DO NOTHING RETURNING id
