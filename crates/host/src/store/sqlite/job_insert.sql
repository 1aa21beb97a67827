INSERT INTO job (id, created, until, author, verb, product, activation_type, key_tail, cancelled)
VALUES (NULLIF(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
