INSERT INTO root (id, jwk, trusted) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM root), $1, TRUE)
