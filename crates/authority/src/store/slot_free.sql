SELECT number, claims, sealed, signed_by, TRUE AS free FROM slot
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND installation_id IS NULL AND NOT retired
ORDER BY number LIMIT 1
