SELECT * FROM machine WHERE cmid = ?1 AND product = ?2 AND hardware = ?3
