SELECT product, hardware, name, last_seen FROM machine WHERE cmid = ?1 LIMIT ?2
