-- What a search can find at all, by the letters that stand together in it: an index names few.
WITH found_name AS MATERIALIZED (
    SELECT name FROM machine_text WHERE id IN (SELECT rowid FROM machine_trigram WHERE machine_trigram MATCH ?11)
), machine_with_state AS (
    SELECT machine.*, CASE WHEN activated_until > ?1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
        WHEN last_code = ?2 THEN 3 ELSE 4 END AS state
    FROM found_name CROSS JOIN machine ON machine.name = found_name.name
)
