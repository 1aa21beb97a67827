INSERT INTO epoch (id, tag, random, restored, first_pack)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM epoch), $1, $2, $3, $4)
