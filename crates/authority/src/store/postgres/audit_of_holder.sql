SELECT number, entry, hash FROM audit WHERE holder = $1 ORDER BY number DESC LIMIT $2
