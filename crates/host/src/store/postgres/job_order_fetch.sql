WITH open AS (
    SELECT job_order.id FROM job_order JOIN job ON job.id = job_order.job
    WHERE cmid = $1 AND reported IS NULL AND cancelled IS NULL AND until > $2
        AND (identified IS NULL OR confirmation_id IS NOT NULL)
    ORDER BY job, job_order.id LIMIT $3
), fetched AS (
    UPDATE job_order SET fetched = COALESCE(fetched, $2) FROM open WHERE job_order.id = open.id
    RETURNING job_order.id, job, cmid, machine, enc, ciphertext, fetched, reported, code,
        installation_id, identified, confirmation_id, answered, answer
)
SELECT id, job, cmid, machine, enc, ciphertext, fetched, reported, code,
    installation_id, identified, confirmation_id, answered, answer FROM fetched ORDER BY job, id
