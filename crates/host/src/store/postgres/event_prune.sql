DELETE FROM event WHERE id IN (SELECT id FROM event ORDER BY id LIMIT $1) AND time < $2
