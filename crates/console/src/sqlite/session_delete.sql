DELETE FROM console_session WHERE id = ?1
