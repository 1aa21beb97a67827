SELECT last_seen AS place, cmid, product, hardware FROM machine WHERE product = ?1 AND standing = ?2
