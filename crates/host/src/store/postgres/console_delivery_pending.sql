SELECT count(*) AS pending FROM console_delivery WHERE next_at IS NOT NULL
