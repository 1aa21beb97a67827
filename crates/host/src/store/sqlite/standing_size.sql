SELECT count(*) FROM (SELECT 1 FROM machine WHERE product = ?1 AND standing = ?2 LIMIT ?3)
