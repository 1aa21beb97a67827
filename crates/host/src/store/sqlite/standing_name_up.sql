    AND (name, cmid, product, hardware) > (coalesce(?6, ''), coalesce(?7, x''), coalesce(?8, x''), coalesce(?9, x''))
ORDER BY name, cmid, hardware LIMIT ?10
