SELECT network, due FROM rate_limit WHERE host = $1 ORDER BY due DESC LIMIT $2
