INSERT INTO managed_machine (cmid, signing, sealing, since) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
