    AND name LIKE ?3 ESCAPE '\'
