    -- A blob comes behind every number.
    AND (last_seen, cmid, product, hardware) < (coalesce(?6, x'FF'), coalesce(?7, x'FF'), coalesce(?8, x'FF'), coalesce(?9, x'FF'))
ORDER BY last_seen DESC, cmid DESC, hardware DESC LIMIT ?10
