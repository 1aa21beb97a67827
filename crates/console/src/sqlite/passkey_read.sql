SELECT id, account, site, user_handle, name, credential, created, used FROM console_passkey WHERE id = ?1
