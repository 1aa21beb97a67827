INSERT INTO console_view (owner, name, query, maker, created)
SELECT ?1, ?2, ?3, ?4, ?5
WHERE (?1 = '' OR EXISTS (SELECT 1 FROM console_account WHERE name = ?1))
    AND (SELECT count(*) FROM console_view WHERE owner = ?1) < ?6
ON CONFLICT DO NOTHING
