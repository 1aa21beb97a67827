SELECT count(*) FROM (SELECT rowid FROM machine_trigram WHERE machine_trigram MATCH ?1 LIMIT ?2)
