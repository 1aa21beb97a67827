INSERT OR REPLACE INTO notice (subject, until, days) VALUES (?1, ?2, ?3)
