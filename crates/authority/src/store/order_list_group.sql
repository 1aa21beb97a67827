    AND k.key_group = $7
