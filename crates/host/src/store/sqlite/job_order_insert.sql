INSERT INTO job_order (id, job, cmid, machine, enc, ciphertext, fetched, reported, code,
    installation_id, identified, confirmation_id, answered, answer)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
