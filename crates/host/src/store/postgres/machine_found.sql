, machine_found AS (
    SELECT * FROM machine_with_state
    WHERE lower(name COLLATE "C") LIKE lower($3::text COLLATE "C") ESCAPE '\'
        AND ($4::uuid IS NULL OR product = $4)
        AND ($5::bigint = 0 OR state = $5)
        AND ($10::bigint IS NULL OR last_seen <= $10)
        -- The same for the index.
        AND seen_month <= coalesce($10 / 2592000, 9223372036854775807)
)
