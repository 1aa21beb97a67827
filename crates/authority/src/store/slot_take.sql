UPDATE slot SET installation_id = $5, confirmed = $6
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND number = $4
