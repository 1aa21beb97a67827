DELETE FROM machine_evidence WHERE cmid IN (SELECT cmid FROM machine_evidence WHERE received < ?2 ORDER BY received LIMIT ?1)
