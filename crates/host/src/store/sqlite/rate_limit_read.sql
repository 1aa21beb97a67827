SELECT network, due FROM rate_limit ORDER BY due DESC LIMIT ?1
