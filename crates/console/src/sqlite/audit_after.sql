SELECT number, entry, hash FROM audit WHERE number > ?1 AND (?3 = '' OR (
    json_array_length(entry, '$.key_groups') > 0
    AND NOT EXISTS (SELECT 1 FROM json_each(entry, '$.key_groups') AS key_group WHERE instr(?3, ',' || key_group.value || ',') = 0)
))
ORDER BY number LIMIT ?2
