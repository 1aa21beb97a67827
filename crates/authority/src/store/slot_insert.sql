INSERT INTO slot (kind, key_group, serial, number, claims, sealed) VALUES ($1, $2, $3, $4, $5, $6)
