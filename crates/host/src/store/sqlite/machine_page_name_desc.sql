-- Every state: the index alone says which rows they are. A blob comes behind every text.
WITH page AS (
    SELECT cmid, product, hardware FROM machine
    WHERE name LIKE ?3 ESCAPE '\' AND (?4 IS NULL OR product = ?4)
        AND (name, cmid, product, hardware) < (coalesce(?11, x'FF'), coalesce(?7, x'FF'), coalesce(?8, x'FF'), coalesce(?9, x'FF'))
    ORDER BY name DESC, cmid DESC, product DESC, hardware DESC LIMIT ?6
)
SELECT machine.* FROM page CROSS JOIN machine USING (cmid, product, hardware)
ORDER BY name DESC, cmid DESC, product DESC, hardware DESC
