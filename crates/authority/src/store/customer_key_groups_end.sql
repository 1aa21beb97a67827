GROUP BY key_group ORDER BY key_group
