UPDATE clock SET latest = $1, confirmed = $1 WHERE id = 1
