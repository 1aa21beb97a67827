SELECT product, hardware, name, last_seen, counter, rolled_back FROM machine WHERE cmid = ?1 LIMIT ?2
