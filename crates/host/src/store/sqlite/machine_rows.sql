SELECT * FROM machine WHERE cmid = ?1 ORDER BY last_seen DESC, product, hardware LIMIT ?2
