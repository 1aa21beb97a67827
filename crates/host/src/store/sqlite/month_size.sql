SELECT count(*) FROM (SELECT 1 FROM machine WHERE seen_month = ?1 LIMIT ?2)
