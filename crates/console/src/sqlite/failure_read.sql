SELECT failures, last_at FROM console_failure WHERE subject = ?1
