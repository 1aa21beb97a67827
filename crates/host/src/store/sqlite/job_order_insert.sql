INSERT INTO job_order (id, job, cmid, machine, enc, ciphertext, fetched, reported, code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
