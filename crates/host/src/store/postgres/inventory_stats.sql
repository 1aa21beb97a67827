SELECT count(*) AS machines, min(activated_until) FILTER (WHERE activated_until > $1) AS next_expiry FROM machine
