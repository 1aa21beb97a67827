SELECT * FROM machine
WHERE name LIKE ?7 ESCAPE '\'
    AND (?8 IS NULL OR product = ?8)
    AND (?9 = 0 OR ?9 = CASE WHEN activated_until > ?1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
        WHEN last_code = ?2 THEN 3 ELSE 4 END)
    AND (?3 IS NULL OR (name, cmid, product, hardware) > (?4, ?3, ?5, ?6))
ORDER BY name, cmid, product, hardware LIMIT ?10
