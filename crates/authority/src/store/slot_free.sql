SELECT number, claims, sealed, signed_by, 1 AS free FROM slot
WHERE kind = ?1 AND key_group = ?2 AND serial = ?3 AND installation_id IS NULL AND retired = 0
ORDER BY number LIMIT 1
