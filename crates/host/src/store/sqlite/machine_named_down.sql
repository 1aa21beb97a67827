-- No id comes behind 17 bytes of FF.
SELECT * FROM machine WHERE name = ?1
    AND (cmid, product, hardware) < (coalesce(?2, x'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'), coalesce(?3, x''), coalesce(?4, x''))
ORDER BY cmid DESC, product DESC, hardware DESC LIMIT ?5
