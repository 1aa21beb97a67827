UPDATE clock SET pruned = ?1
