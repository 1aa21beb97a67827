SELECT id, account, site, user_handle, name, credential, created, used FROM console_passkey WHERE $1::text IS NULL OR account = $1 ORDER BY created, id
