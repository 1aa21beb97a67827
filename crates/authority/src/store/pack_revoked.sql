SELECT version FROM pack WHERE revoked IS NOT NULL ORDER BY version
