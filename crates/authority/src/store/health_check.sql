INSERT OR REPLACE INTO health_check (id, at) VALUES (1, ?1)
