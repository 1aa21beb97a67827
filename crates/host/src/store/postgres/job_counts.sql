SELECT job, count(*) AS machines, count(*) FILTER (WHERE code = 0) AS done, count(*) FILTER (WHERE code <> 0) AS failed,
    count(*) FILTER (WHERE identified IS NOT NULL AND confirmation_id IS NULL AND reported IS NULL) AS unconfirmed
FROM job_order WHERE job BETWEEN $1 AND $2 GROUP BY job ORDER BY job
