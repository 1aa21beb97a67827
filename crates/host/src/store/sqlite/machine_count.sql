SELECT count(*) FROM (SELECT 1 FROM machine_found LIMIT ?6)
