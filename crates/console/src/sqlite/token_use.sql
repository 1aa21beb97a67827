UPDATE console_token SET used = ?2 WHERE hash = ?1
