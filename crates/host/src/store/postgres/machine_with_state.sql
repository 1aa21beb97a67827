WITH machine_with_state AS (
    SELECT machine.*, CASE WHEN activated_until > $1 THEN 1 WHEN activated_until IS NOT NULL THEN 2
        WHEN last_code = $2 THEN 3 ELSE 4 END AS state
    FROM machine
)
