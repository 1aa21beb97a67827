    AND (name, cmid, product, hardware) > (coalesce(?6, ''), coalesce(?7, x''), coalesce(?8, x''), coalesce(?9, x''))
    AND name <= coalesce(?11, x'FF')
ORDER BY name, cmid, hardware LIMIT ?10
