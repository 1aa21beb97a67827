SELECT * FROM machine WHERE seen_month = ?1 AND name LIKE ?2 ESCAPE '\'
