UPDATE job_order SET installation_id = ?2, identified = ?3 WHERE job = ?1
