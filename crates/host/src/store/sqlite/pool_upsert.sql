INSERT OR REPLACE INTO pool (application, members) VALUES (?1, ?2)
