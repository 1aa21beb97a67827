        AND key_group = $16
