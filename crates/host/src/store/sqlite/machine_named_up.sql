SELECT * FROM machine WHERE name = ?1 AND (cmid, product, hardware) > (coalesce(?2, x''), coalesce(?3, x''), coalesce(?4, x''))
ORDER BY cmid, product, hardware LIMIT ?5
