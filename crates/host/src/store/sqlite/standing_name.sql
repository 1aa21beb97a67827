SELECT name, cmid, product, hardware FROM machine WHERE product = ?1 AND standing = ?2
