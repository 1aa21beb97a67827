SELECT id, created, until, author, verb, product, activation_type, key_tail, cancelled FROM job
WHERE id < $1 ORDER BY id DESC LIMIT $2
