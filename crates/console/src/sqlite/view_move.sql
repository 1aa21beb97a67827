UPDATE console_view SET owner = ?3, name = ?4
WHERE owner = ?1 AND name = ?2
    AND NOT EXISTS (SELECT 1 FROM console_view WHERE owner = ?3 AND name = ?4)
    AND (?3 = '' OR EXISTS (SELECT 1 FROM console_account WHERE name = ?3))
    AND (?1 = ?3 OR (SELECT count(*) FROM console_view WHERE owner = ?3) < ?5)
