INSERT INTO machine_evidence (cmid, told, received, document)
SELECT cmid, ?2, ?3, ?4 FROM managed_machine WHERE cmid = ?1
ON CONFLICT (cmid) DO UPDATE SET told = excluded.told, received = excluded.received, document = excluded.document
WHERE machine_evidence.told < excluded.told
RETURNING cmid
