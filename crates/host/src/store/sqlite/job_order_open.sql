SELECT job_order.id, job, cmid, machine, enc, ciphertext, fetched, reported, code FROM job_order
JOIN job ON job.id = job_order.job
WHERE cmid = ?1 AND reported IS NULL AND cancelled IS NULL AND until > ?2
ORDER BY job, job_order.id LIMIT ?3
