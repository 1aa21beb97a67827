SELECT cmid, signing, sealing, since FROM managed_machine WHERE cmid = ANY($1) ORDER BY cmid
