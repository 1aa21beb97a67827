SELECT TRUE AS known FROM machine WHERE cmid = ?1 LIMIT 1
