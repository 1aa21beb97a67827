SELECT document FROM pack ORDER BY version
