-- The names that hold certain letters, three in a row of each.
SELECT rowid FROM machine_trigram WHERE machine_trigram MATCH ?1 LIMIT ?2
