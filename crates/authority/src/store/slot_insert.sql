INSERT INTO slot (kind, key_group, serial, number, claims) VALUES (?1, ?2, ?3, ?4, ?5)
