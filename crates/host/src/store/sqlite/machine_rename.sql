-- By itself, for SQLite writes to an index whenever a statement sets a column of it, although it stays as it was.
UPDATE machine SET name = ?4 WHERE cmid = ?1 AND product = ?2 AND hardware = ?3 AND name <> ?4
