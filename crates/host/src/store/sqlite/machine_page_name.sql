SELECT * FROM machine_found
WHERE ?7 IS NULL OR (name, cmid, product, hardware) > (?10, ?7, ?8, ?9)
ORDER BY name, cmid, product, hardware LIMIT ?6
