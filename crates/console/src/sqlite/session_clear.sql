DELETE FROM console_session
