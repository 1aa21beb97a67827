SELECT * FROM machine WHERE (cmid, product, hardware) >= (?1, ?2, ?3) ORDER BY cmid, product, hardware LIMIT ?4
