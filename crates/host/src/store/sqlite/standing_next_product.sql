SELECT product FROM machine WHERE product > ?1 ORDER BY product LIMIT 1
