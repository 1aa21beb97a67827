UPDATE slot SET retired = TRUE WHERE installation_id IS NULL
