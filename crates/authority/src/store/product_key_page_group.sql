WHERE kind = $7 AND key_group = $8 AND serial > $9
