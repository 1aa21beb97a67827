SELECT id, job, cmid, machine, enc, ciphertext, fetched, reported, code,
    installation_id, identified, confirmation_id, answered, answer FROM job_order
WHERE job = ?1 AND id >= ?2 ORDER BY id LIMIT ?3
