SELECT number, sealed FROM slot
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND installation_id = $4 AND sealed IS NOT NULL
