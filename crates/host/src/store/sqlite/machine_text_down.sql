-- A blob comes behind every text.
SELECT name FROM machine_text WHERE name LIKE ?1 ESCAPE '\' AND name <= coalesce(?2, x'FF') ORDER BY name DESC
