WITH cancelled AS (UPDATE job SET cancelled = $2 WHERE id = $1 AND cancelled IS NULL RETURNING id),
    wiped AS (UPDATE job_order SET enc = NULL, ciphertext = NULL FROM cancelled WHERE job = cancelled.id)
SELECT id FROM cancelled
