SELECT name AS place, cmid, product, hardware FROM machine WHERE product = ?1 AND standing = ?2
