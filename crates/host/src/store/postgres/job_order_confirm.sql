UPDATE job_order SET confirmation_id = told.confirmation_id, answered = $5, answer = told.answer
FROM unnest($2::uuid[], $3::text[], $4::bigint[]) AS told (id, confirmation_id, answer)
WHERE job_order.id = told.id AND job = $1 AND identified IS NOT NULL AND job_order.confirmation_id IS NULL AND reported IS NULL
RETURNING job_order.id
