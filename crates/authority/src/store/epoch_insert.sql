INSERT INTO epoch (id, tag, random) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM epoch), $1, $2)
