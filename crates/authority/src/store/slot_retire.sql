UPDATE slot SET retired = 1 WHERE installation_id IS NULL
