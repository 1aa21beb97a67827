    AND (last_seen, cmid, product, hardware)
        > (coalesce(?6, -9223372036854775807 - 1), coalesce(?7, x''), coalesce(?8, x''), coalesce(?9, x''))
ORDER BY last_seen, cmid, hardware LIMIT ?10
