DELETE FROM console_failure WHERE last_at < ?1
