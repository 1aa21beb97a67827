WHERE (kind, key_group, serial) > ($7, $8, $9)
