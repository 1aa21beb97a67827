UPDATE slot SET signed_by = $4
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND installation_id IS NULL AND NOT retired
