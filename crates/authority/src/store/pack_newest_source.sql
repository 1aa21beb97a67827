SELECT source FROM pack ORDER BY version DESC LIMIT 1
