SELECT * FROM machine WHERE cmid = ?1 ORDER BY product, hardware
