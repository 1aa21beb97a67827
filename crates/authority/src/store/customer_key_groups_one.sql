    AND key_group = $2
