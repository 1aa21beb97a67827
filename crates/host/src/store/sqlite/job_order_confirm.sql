UPDATE job_order SET confirmation_id = ?3, answered = ?4, answer = ?5
WHERE id = ?1 AND job = ?2 AND identified IS NOT NULL AND confirmation_id IS NULL AND reported IS NULL
