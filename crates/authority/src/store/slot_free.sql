SELECT number, claims FROM slot
WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND installation_id IS NULL
ORDER BY number LIMIT 1
