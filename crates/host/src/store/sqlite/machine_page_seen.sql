SELECT * FROM machine_found
WHERE ?7 IS NULL OR (last_seen, cmid, product, hardware) > (?11, ?7, ?8, ?9)
ORDER BY last_seen, cmid, product, hardware LIMIT ?6
