SELECT number, claims, sealed, signed_by, installation_id IS NULL AND NOT retired AS free FROM slot
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND sealed IS NOT NULL
ORDER BY number
