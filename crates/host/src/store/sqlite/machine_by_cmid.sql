SELECT product, hardware, name FROM machine WHERE cmid = ?1
