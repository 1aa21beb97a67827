-- Few rows that the months lead to.
SELECT count(*) FROM (
    SELECT 1 FROM machine INDEXED BY machine_seen_month
    WHERE seen_month <= ?10 / 2592000 AND last_seen <= ?10 AND name LIKE ?3 ESCAPE '\' AND (?4 IS NULL OR product = ?4)
        AND (?5 = 0 OR ?5 = CASE WHEN activated_until > ?1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
            WHEN last_code = ?2 THEN 3 ELSE 4 END)
    LIMIT ?6
)
