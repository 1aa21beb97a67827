    -- A blob comes behind every text.
    AND (name, cmid, product, hardware) < (coalesce(?6, x'FF'), coalesce(?7, x'FF'), coalesce(?8, x'FF'), coalesce(?9, x'FF'))
    AND name >= coalesce(?11, '')
ORDER BY name DESC, cmid DESC, hardware DESC LIMIT ?10
