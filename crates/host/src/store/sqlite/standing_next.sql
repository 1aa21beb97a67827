SELECT standing FROM machine WHERE product = ?1 AND standing > ?2 ORDER BY standing LIMIT 1
