INSERT INTO pack (version, issued, source, document) VALUES (?1, ?2, ?3, ?4)
