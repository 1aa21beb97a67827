UPDATE job_order SET installation_id = COALESCE(job_order.installation_id, told.installation_id), identified = $4
FROM unnest($2::uuid[], $3::text[]) AS told (id, installation_id)
WHERE job_order.id = told.id AND cmid = $1 AND identified IS NULL AND reported IS NULL
    AND job IN (SELECT id FROM job WHERE verb IN ('proxy-activate', 'reapply'))
