SELECT count(*) AS machines FROM machine WHERE product = ?1 AND standing = ?2 AND activated_until > ?3
