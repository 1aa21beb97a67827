DELETE FROM rate_limit WHERE due < ?1
