UPDATE job_order SET installation_id = COALESCE(installation_id, ?3), identified = ?4
WHERE id = ?1 AND cmid = ?2 AND identified IS NULL AND reported IS NULL
    AND job IN (SELECT id FROM job WHERE verb IN ('proxy-activate', 'reapply'))
