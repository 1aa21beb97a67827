SELECT cmid, told, received, document FROM machine_evidence WHERE cmid = ?1
