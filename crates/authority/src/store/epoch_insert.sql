INSERT INTO epoch (tag, random) VALUES (?1, ?2)
