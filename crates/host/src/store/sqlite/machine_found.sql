, machine_found AS (
    SELECT * FROM machine_with_state
    WHERE name LIKE ?3 ESCAPE '\'
        AND (?4 IS NULL OR product = ?4)
        AND (?5 = 0 OR state = ?5)
        AND (?10 IS NULL OR last_seen <= ?10)
)
