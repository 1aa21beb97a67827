SELECT product, state, count(*) AS machines FROM machine_with_state GROUP BY product, state
