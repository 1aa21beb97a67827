UPDATE job_order SET fetched = ?2 WHERE id = ?1 AND fetched IS NULL
