UPDATE job SET cancelled = ?2 WHERE id = ?1 AND cancelled IS NULL
