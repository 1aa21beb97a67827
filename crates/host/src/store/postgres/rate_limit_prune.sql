DELETE FROM rate_limit WHERE host = $1 AND due < $2
