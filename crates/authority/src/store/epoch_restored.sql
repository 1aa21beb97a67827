INSERT INTO epoch (tag, random, restored, first_pack) VALUES (?1, ?2, ?3, ?4)
