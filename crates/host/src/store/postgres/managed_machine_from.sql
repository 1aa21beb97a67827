SELECT cmid, signing, sealing, since FROM managed_machine WHERE cmid >= $1 ORDER BY cmid LIMIT $2
