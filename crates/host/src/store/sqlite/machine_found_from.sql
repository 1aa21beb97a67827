SELECT * FROM machine_found
WHERE (cmid, product, hardware) >= (?7, ?8, ?9)
ORDER BY cmid, product, hardware LIMIT ?6
