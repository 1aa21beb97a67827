DELETE FROM machine_evidence WHERE cmid = ?1
