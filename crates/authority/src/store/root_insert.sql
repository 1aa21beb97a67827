INSERT INTO root (jwk, trusted) VALUES (?1, 1)
