INSERT INTO event (at, number, level, message, info) VALUES (?1, ?2, ?3, ?4, ?5)
