UPDATE job_order SET reported = ?4, code = ?3, enc = NULL, ciphertext = NULL
WHERE id = ?1 AND cmid = ?2 AND reported IS NULL
RETURNING job
