UPDATE console_session SET proved = ?2 WHERE id = ?1
