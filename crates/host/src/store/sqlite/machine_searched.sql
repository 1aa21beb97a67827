-- What a search can find at all: few names, by their numbers.
WITH found_name AS MATERIALIZED (
    SELECT name FROM machine_text WHERE id IN (SELECT value FROM json_each(?12))
), machine_with_state AS (
    SELECT machine.*, CASE WHEN activated_until > ?1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
        WHEN last_code = ?2 THEN 3 ELSE 4 END AS state
    FROM found_name CROSS JOIN machine ON machine.name = found_name.name
)
