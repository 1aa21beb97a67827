INSERT OR IGNORE INTO managed_machine (cmid, signing, sealing, since) VALUES (?1, ?2, ?2, ?3)
