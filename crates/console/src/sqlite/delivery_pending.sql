SELECT count(*) FROM console_delivery WHERE next_at IS NOT NULL
