SELECT number, entry, hash FROM audit ORDER BY number DESC LIMIT 1
