DELETE FROM console_delivery WHERE created < ?1 AND next_at IS NULL
