-- Fewer letters than an index knows together: every name is looked at, but no row.
SELECT id FROM machine_text WHERE name LIKE ?1 ESCAPE '\' LIMIT ?2
