, machine_found AS (
    SELECT * FROM machine_with_state
    WHERE lower(name COLLATE "C") LIKE lower($3::text COLLATE "C") ESCAPE '\'
        AND ($4::uuid IS NULL OR product = $4)
        AND ($5::bigint = 0 OR state = $5)
)
