UPDATE job_order SET reported = $4, code = outcome.code, enc = NULL, ciphertext = NULL
FROM unnest($2::uuid[], $3::bigint[]) AS outcome (id, code)
WHERE job_order.id = outcome.id AND cmid = $1 AND reported IS NULL
RETURNING job, job_order.code
