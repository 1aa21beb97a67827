WITH open AS (
    SELECT job_order.id FROM job_order JOIN job ON job.id = job_order.job
    WHERE cmid = $1 AND reported IS NULL AND cancelled IS NULL AND until > $2
    ORDER BY job, job_order.id LIMIT $3
), fetched AS (
    UPDATE job_order SET fetched = COALESCE(fetched, $2) FROM open WHERE job_order.id = open.id
    RETURNING job_order.id, job, cmid, machine, enc, ciphertext, fetched, reported, code
)
SELECT id, job, cmid, machine, enc, ciphertext, fetched, reported, code FROM fetched ORDER BY job, id
