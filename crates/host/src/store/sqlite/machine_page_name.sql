-- Every state: the index alone says which rows they are.
WITH page AS (
    SELECT cmid, product, hardware FROM machine
    WHERE name LIKE ?3 ESCAPE '\' AND (?4 IS NULL OR product = ?4)
        AND (name, cmid, product, hardware) > (coalesce(?11, ''), coalesce(?7, x''), coalesce(?8, x''), coalesce(?9, x''))
    ORDER BY name, cmid, product, hardware LIMIT ?6
)
SELECT machine.* FROM page CROSS JOIN machine USING (cmid, product, hardware)
ORDER BY name, cmid, product, hardware
