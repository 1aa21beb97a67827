SELECT claims FROM computer
WHERE kind = $1 AND key_group = $2 AND serial = $3 AND hardware = $4
