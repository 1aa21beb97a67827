UPDATE clock SET pruned = $1 WHERE id = 1
