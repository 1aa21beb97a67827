DELETE FROM console_session WHERE account = ?1 AND id <> ?2
