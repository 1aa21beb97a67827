SELECT * FROM machine WHERE product = ?1 AND standing = ?2 AND name LIKE ?3 ESCAPE '\'
