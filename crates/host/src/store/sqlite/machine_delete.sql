DELETE FROM machine WHERE cmid = ?1
