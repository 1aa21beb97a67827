UPDATE clock SET latest = greatest(latest, $1) WHERE id = 1
